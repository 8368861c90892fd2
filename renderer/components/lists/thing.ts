// One line of a list of things, whatever the thing is.
import type { Component } from 'vue'

export type Tone = 'good' | 'warn' | 'bad' | 'live' | 'plain'

export interface Thing {
  id: string
  title: string
  note: string
  badge?: string
  tone?: Tone
  /** Before the badge's words. */
  icon?: Component
  colour?: string
}
