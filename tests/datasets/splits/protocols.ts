// What published splits hold out, as fixtures/splits/make_protocols.py wrote it.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface Protocols {
  /** RecBole's ratio split by user; `sizes`: rows of the user, then rows that train, validate, test. */
  ratioByUser: { ratios: [number, number, number]; sizes: [number, number, number, number][] }[]
  /** The same of the published 80/10/10 split of MovieLens 100K. */
  cutByUser: [number, number, number, number][]
  /** Test rows of the published leave-last-out of MovieLens 100K. */
  lastOfUser: number[]
  /** Test rows of the published split of the web site visits. */
  oneOfUser: number[]
  /** Sizes of the published five folds of MovieLens 100K. */
  folds: number[]
  /** Rows of each class, and how many of them the published split tests. */
  stratified: { table: string; counts: number[]; test: number[] }[]
}

const root = fileURLToPath(new URL('../../../', import.meta.url))

export const protocols = JSON.parse(readFileSync(`${root}tests/fixtures/splits/protocols.json`, 'utf8')) as Protocols

/** The words of a column of a plain CSV file of the project, by its place from 0. */
export function csvColumn(path: string, at: number): string[] {
  const [, ...lines] = readFileSync(root + path, 'utf8')
    .trim()
    .split(/\r?\n/)
  return lines.map((line) => line.split(',')[at] ?? '')
}
