// Points in time out of numbers or words, the same on every machine: used where rows are put in the order of time.
import { isoTime } from '../isoTime'
import type { ColumnValues } from '../recipe'

export interface Times {
  /** Numbers as they are, or milliseconds since 1970 in UTC; NaN where there is none. */
  values: Float64Array
  /** True when they were dates. */
  dates: boolean
  /** The first word that is neither a number nor a date, null when all are. */
  strange: string | null
}

/** Numbers when every word is one, otherwise ISO dates. A date without a zone is taken as UTC. */
export function readTimes(column: ColumnValues): Times {
  if (column.kind === 'numbers') return { values: column.values, dates: false, strange: null }
  const dates = column.values.some((word) => word !== null && Number.isNaN(numberIn(word)))
  const parse = dates ? isoTime : numberIn
  const known = new Map<string, number>()
  let strange: string | null = null
  const values = Float64Array.from(column.values, (word) => {
    if (word === null) return NaN
    const time = known.get(word) ?? parse(word)
    known.set(word, time)
    if (Number.isNaN(time)) strange ??= word
    return time
  })
  return { values, dates, strange }
}

function numberIn(word: string): number {
  const number = word.trim() === '' ? NaN : Number(word)
  return Number.isFinite(number) ? number : NaN
}
