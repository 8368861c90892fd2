// Points in time out of numbers or words, the same on every machine: used where rows are put in the order of time.
import type { ColumnValues } from '../recipe'

export interface Times {
  /** Numbers as they are, or milliseconds since 1970 in UTC; NaN where there is none. */
  values: Float64Array
  /** True when they were dates. */
  dates: boolean
  /** The first word that is neither a number nor a date, null when all are. */
  strange: string | null
}

/** Year, optionally month and day, optionally a time of day, optionally its distance from UTC. */
const isoDate =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?)?)?$/

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

/** Milliseconds since 1970 of an ISO 8601 date such as 2024-05-31, or 2024-05-31T10:00:00+02:00; NaN for anything else. */
export function isoTime(word: string): number {
  const found = isoDate.exec(word.trim())
  if (found === null) return NaN
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((digits) => (digits === undefined ? undefined : Number(digits)))
  if (hour > 24 || minute > 59 || second > 60) return NaN
  const midnight = new Date(0)
  midnight.setUTCFullYear(year, month - 1, day)
  // The 31st of a shorter month would roll over into the next.
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return NaN
  const parts = Math.round(1000 * Number(`0.${found[7] ?? 0}`))
  return midnight.getTime() + ((hour * 60 + minute - offsetOf(found[8])) * 60 + second) * 1000 + parts
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0
  const digits = zone.slice(1).replace(':', '')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0)
  return zone.startsWith('-') ? -minutes : minutes
}

function numberIn(word: string): number {
  const number = word.trim() === '' ? NaN : Number(word)
  return Number.isFinite(number) ? number : NaN
}
