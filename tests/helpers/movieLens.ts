// MovieLens 100K for a test, or the reason why it is skipped: nothing of it is in this project (scripts/tables/movieLens.mjs fetches it).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './testHost'

interface Script {
  provideMovieLens(): Promise<{ folder: string } | { missing: string }>
}

export interface Interactions {
  file: string
  user: string[]
  item: string[]
  rating: number[]
  time: number[]
}

/** Null where it cannot be had; why is printed. */
export async function movieLens(): Promise<Interactions | null> {
  const script = pathToFileURL(join(root, 'scripts/tables/movieLens.mjs')).href
  const found = await ((await import(script)) as Script).provideMovieLens()
  if ('missing' in found) {
    console.warn(`skipped: MovieLens 100K cannot be had: ${found.missing}`)
    return null
  }
  const file = join(found.folder, 'interactions.csv')
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(1)
  const cells = lines.map((line) => line.split(','))
  const column = (at: number) => cells.map((row) => row[at] ?? '')
  return { file, user: column(0), item: column(1), rating: column(2).map(Number), time: column(3).map(Number) }
}
