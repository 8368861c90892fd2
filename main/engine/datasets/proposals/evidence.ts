// What the values of a column say about it, as far as its profile tells: do they repeat, are they times, lists, ratings?
import type { Column } from '../../../../shared/records'
import { isAction } from './names'

/** How many rows a table has at least, by what is known of its columns; exact when one of them has few values. */
export function rowsAtLeast(columns: readonly Column[]): number {
  const rows = columns.map(({ missing, distinct, top }) => {
    const counted = top.reduce((sum, { count }) => sum + count, 0)
    return missing + Math.max(distinct, counted)
  })
  return rows.reduce((most, count) => Math.max(most, count), 0)
}

/** Rows that each value has on average. */
export function rowsAValue({ missing, distinct }: Column, rows: number): number {
  return distinct === 0 ? 0 : (rows - missing) / distinct
}

/** Values can be names of things: whole numbers or words, not measurements, dates or flags. */
export function canName({ storage, type, distinct }: Column): boolean {
  return distinct >= 2 && !['date', 'boolean', 'list'].includes(type) && storage !== 'DOUBLE'
}

/** Seconds, milliseconds or microseconds since 1970, of the years 1990 to 2050. */
export function isUnixTime({ storage, type, min, max }: Column): boolean {
  if (type !== 'number' || storage === 'VARCHAR' || min === null || max === null) return false
  return [1, 1e3, 1e6].some((unit) => min >= 631_152_000 * unit && max <= 2_524_608_000 * unit)
}

/** Whole numbers such as 20240531, of the years 1900 to 2100. */
export function isWrittenDay({ storage, min, max }: Column): boolean {
  if (storage !== 'BIGINT' || min === null || max === null) return false
  return min >= 19_000_101 && max <= 21_001_231
}

/** A few small numbers, none below zero, such as 1 to 5 or .5 to 5. */
export function looksRated({ type, distinct, min, max, top }: Column): boolean {
  if (type !== 'number' || min === null || max === null) return false
  return (
    distinct >= 3 &&
    distinct <= 11 &&
    min >= 0 &&
    max <= 10 &&
    top.every(({ value }) => Number.isInteger(Number(value) * 2))
  )
}

/** Most of the commonest values are things that people do with items. */
export function looksEvent({ type, top, distinct }: Column): boolean {
  if (type !== 'category' || top.length === 0 || distinct > 50) return false
  return top.filter(({ value }) => isAction(value)).length >= Math.max(2, top.length / 2)
}

const bracketed = /^\s*[[({].*[\])}]\s*$/
const numbers = /^\s*[[(]?\s*\d+(\s*[\s,|;]\s*\d+)*\s*[\])]?\s*$/
const words = /^\s*[^\s,|;]+(\s*[\s,|;]\s*[^\s,|;]+)*\s*$/

/** Most values are lists, such as `12 44 7`, `[1, 2]` or (when the name speaks for it) `milk|bread`, of different lengths. */
export function looksList({ storage, type, top }: Column, named: boolean): boolean {
  if (storage !== 'VARCHAR' || type === 'date' || top.length < 2) return false
  const values = top.map(({ value }) => value)
  // Words that come again in other lists are kinds, such as those of a film, unless the name says otherwise.
  const inBrackets = named || type !== 'list'
  const listed = values.filter(
    (value) =>
      numbers.test(value) ||
      (inBrackets && bracketed.test(value) && /[,;|\s]/.test(value)) ||
      (named && words.test(value)),
  )
  const lengths = values.map((value) => value.split(/[\s,|;]+/).length)
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0)
  return listed.length >= values.length * 0.8 && longest >= 3 && new Set(lengths).size > 1
}
