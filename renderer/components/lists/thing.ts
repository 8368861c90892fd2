// One line of a list of things, whatever the thing is.
export type Tone = 'good' | 'warn' | 'bad' | 'live' | 'plain'

export interface Thing {
  id: string
  title: string
  note: string
  badge?: string
  tone?: Tone
  colour?: string
}
