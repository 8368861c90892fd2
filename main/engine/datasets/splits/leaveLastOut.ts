// Split kind: the last row of each user tests, the one before validates, all earlier ones train.
import { finished, partOf } from '../pieces'
import type { Pieces } from '../pieces'
import { timesOf, wordsOf } from './columns'
import { fewestRows, timeColumn, userColumn } from './fields'
import { partCodes } from './kind'
import type { SplitKind } from './kind'
import { codedWords, placesByCode, sortedByTime } from './order'
import { noneLongEnough, tiedTimes } from './problems'

/** As in the leave-one-out evaluation of He et al., Neural Collaborative Filtering (2017). Of equal times the row further down is later. */
export const leaveLastOut: SplitKind = {
  name: 'leaveLastOut',
  label: { en: 'Leave last out', zh: '留出最后一行' },
  summary: {
    en: 'By user in the order of time: the last row tests, the one before validates, the others train.',
    zh: '按用户和时间顺序：最后一行用于测试，其前一行用于验证，其余用于训练。',
  },
  fields: [userColumn, timeColumn, fewestRows],
  needs: [
    { field: 'user', as: 'words', role: 'user' },
    { field: 'time', as: 'times', role: 'time' },
  ],
  *assign(input, settings) {
    const part = new Uint8Array(input.count)
    const times = timesOf(input, 'time') ?? new Float64Array(0)
    const histories = yield* historiesInPieces(wordsOf(input, 'user'), times)
    const name = input.columns.get('user')?.name ?? ''
    const long = histories.filter(({ length }) => length >= Number(settings.fewest))
    if (long.length === 0) return { part, problems: [noneLongEnough(name, Number(settings.fewest))] }
    for (const rows of long) {
      part[rows.at(-1) as number] = partCodes.test
      part[rows.at(-2) as number] = partCodes.validation
    }
    const tied = long.filter((rows) => tiedAtEnd(rows, times).length > 0).length
    return { part, problems: tied === 0 ? [] : [tiedTimes(name, tied)] }
  },
}

/** The rows of each user from the earliest to the latest. */
export function historiesOf(users: readonly (string | null)[], times: Float64Array): Int32Array[] {
  return finished(historiesInPieces(users, times))
}

/** The same in pieces. */
export function* historiesInPieces(users: readonly (string | null)[], times: Float64Array): Pieces<Int32Array[]> {
  const { codes, names } = yield* partOf(codedWords(users), 0, 2)
  return placesByCode(codes, names.length, yield* partOf(sortedByTime(times), 1, 2))
}

/** The rows of a history among which equal times decide which tests and which validates; none when all is clear. */
export function tiedAtEnd(rows: Int32Array, times: Float64Array): number[] {
  const [third, second, last] = [-3, -2, -1].map((at) => times[rows.at(at) ?? -1])
  const tied = [...(last === second ? [last] : []), ...(second === third ? [second] : [])]
  return [...rows].filter((row) => tied.includes(times[row]))
}
