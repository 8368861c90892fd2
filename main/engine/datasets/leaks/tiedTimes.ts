// Leakage check: equal times decide which row of a user tests, so that the order of the file does.
import { historiesOf, leftOut } from '../splits'
import { cutInTime, finding } from './check'
import type { LeakCheck, LeakInput } from './check'

export const tiedTimes: LeakCheck = {
  name: 'tiedTimes',
  label: { en: 'Tied times', zh: '相同时间' },
  summary: {
    en: 'Rows of a user with the same time in different parts, under a split by the time of each user.',
    zh: '按各用户时间划分时，同一用户时间相同却分处不同部分的行。',
  },
  find(input) {
    const { time, user } = input
    if (time === null || user === null || !inTimeByUser(input)) return []
    const usable = Uint8Array.from(time.values, (at, place) =>
      Number.isNaN(at) || input.part[place] === leftOut ? 0 : 1,
    )
    const users = user.values.map((word, place) => (usable[place] === 1 ? word : null))
    const tied = historiesOf(users, time.values).map((rows) => tiedRows(rows, time.values, input.part))
    const places = tied.flat().sort((a, b) => a - b)
    if (places.length === 0) return []
    const count = tied.filter(({ length }) => length > 0).length
    return [
      finding(input, places, {
        code: 'leak/tied-times',
        severity: 'warning',
        message: {
          en: `For "${count}" values of "${user.column}" rows of the same "${time.column}" are in different parts; the order of the file decided which comes last.`,
          zh: `“${user.column}”中有“${count}”个值，其“${time.column}”相同的行被分到不同部分，先后由文件中的顺序决定。`,
        },
        hint: {
          en: 'Choose a finer time column, or cut all rows at one time, which keeps equal times together.',
          zh: '请选择更精细的时间列，或对所有行按同一时间切分（相同时间的行不会分开）。',
        },
        remedy: cutInTime(time.column),
      }),
    ]
  },
}

function inTimeByUser({ split }: LeakInput): boolean {
  return split.kind === 'leaveLastOut' || (split.kind === 'perUser' && split.settings.order === 'time')
}

/** The rows whose time another row of the same user has in another part. */
function tiedRows(rows: Int32Array, times: Float64Array, part: Uint8Array): number[] {
  const decided = new Set<number>()
  for (let at = 1; at < rows.length; at++) {
    const [before, here] = [rows[at - 1] as number, rows[at] as number]
    if (times[before] === times[here] && part[before] !== part[here]) decided.add(times[here] as number)
  }
  return [...rows].filter((row) => decided.has(times[row] as number))
}
