// Leakage check: rows of a session or user stand out of the order of time, and nothing says that time is to order them.
import { codesOf } from '../splits'
import { finding } from './check'
import type { LeakCheck, Owner } from './check'

/** Silent once the column has the role: then sequences and splits go by time, whatever the order of the file. */
export const unsortedSessions: LeakCheck = {
  name: 'unsortedSessions',
  label: { en: 'Unsorted sessions', zh: '未排序的会话' },
  summary: {
    en: 'Rows of a session or user that are earlier than the row above of the same one, while no column has the role time.',
    zh: '没有时间用途的列时，同一会话或用户中早于其上一行的行。',
  },
  find(input) {
    const { time } = input
    const owner = [input.group, input.user].find((one) => one?.sure === true)
    if (time === null || time.sure || owner === undefined || owner === null) return []
    const places = backwards(owner, time.values)
    if (places.length === 0) return []
    return [
      finding(input, places, {
        code: 'leak/unsorted-sessions',
        severity: 'warning',
        message: {
          en: `"${places.length}" rows are earlier in "${time.column}" than the row above of the same "${owner.column}"; in the order of the file, later rows would foretell earlier ones.`,
          zh: `有“${places.length}”行的“${time.column}”早于同一“${owner.column}”的上一行；若按文件次序，靠后的行会预示更早的行。`,
        },
        hint: {
          en: 'Give the column the role time, so that rows are put in its order.',
          zh: '请将该列的用途设为时间，使各行按其排序。',
        },
        remedy: {
          label: { en: `Take "${time.column}" as the time`, zh: `将“${time.column}”作为时间` },
          change: { roles: [{ column: time.column, role: 'time' }] },
        },
      }),
    ]
  },
}

function backwards(owner: Owner, times: Float64Array): number[] {
  const { codes, names } = codesOf(owner.values)
  const latest = new Float64Array(names.length).fill(NaN)
  const places: number[] = []
  codes.forEach((code, place) => {
    const at = times[place] as number
    if (code < 0 || Number.isNaN(at)) return
    if (at < (latest[code] as number)) places.push(place)
    latest[code] = at
  })
  return places
}
