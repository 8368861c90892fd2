// Codes of users, items and series: learnt from training rows, the most frequent first, 0 for padding and for what training lacks.
import type { Role } from '../../../../shared/records'
import { partCodes } from '../splits'
import type { Coded, TaskRows } from './rows'

export interface Vocabulary {
  name: string
  /** The word of code 1 first. */
  words: string[]
  /** Codes that there are, 0 among them. */
  size: number
  /** The code at each place. */
  codes: Int32Array
}

/**
 * Words with at least `fewest` training rows, by how many they have; equally many by code unit, so that the order of the
 * table does not matter.
 */
export function vocabularyOf(name: string, { codes, names }: Coded, part: Uint8Array, fewest: number): Vocabulary {
  const counts = new Int32Array(names.length)
  codes.forEach((code, place) => {
    if (code >= 0 && part[place] === partCodes.train) counts[code] = (counts[code] as number) + 1
  })
  const known = Int32Array.from(counts.keys()).filter((code) => (counts[code] as number) >= Math.max(1, fewest))
  const countOf = (code: number) => counts[code] as number
  known.sort((a, b) => countOf(b) - countOf(a) || ((names[a] as string) < (names[b] as string) ? -1 : 1))
  const codeOf = new Int32Array(names.length)
  known.forEach((code, rank) => (codeOf[code] = rank + 1))
  return {
    name,
    words: Array.from(known, (code) => names[code] as string),
    size: known.length + 1,
    codes: codes.map((code) => (code < 0 ? 0 : (codeOf[code] as number))),
  }
}

/** The vocabulary of the column with that role; an empty one when there is no such column. */
export function vocabularyOfRole(role: Role, rows: TaskRows, fewest: number, name: string = role): Vocabulary {
  const none = { codes: new Int32Array(rows.count).fill(-1), names: [] }
  return vocabularyOf(name, rows.words(role) ?? none, rows.part, fewest)
}

/** A block of one code a row. */
export function codeBlock(name: string, size: number, values: Int32Array) {
  return { name, shape: [1], kind: 'codes' as const, size, values }
}
