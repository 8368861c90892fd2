// Points in time out of ISO 8601 words, the same on every machine.

/** Year, optionally month and day, optionally a time of day, optionally its distance from UTC. */
export const isoDate =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?)?)?$/

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
