// The registry of split kinds, and the one door to them: settings are checked before a kind sees them.
import type { Problem } from '../../../../shared/contract/errors'
import { checkSettings, withDefaults } from '../../../../shared/fields'
import type { Settings } from '../../../../shared/fields/field'
import type { ColumnType, Split } from '../../../../shared/records'
import { problem } from '../errors'
import { finished, partOf } from '../pieces'
import type { Pieces } from '../pieces'
import { coldItems } from './coldItems'
import { coldUsers } from './coldUsers'
import { completeRows, inputOf, readsOf } from './columns'
import type { SplitRead } from './columns'
import { given } from './given'
import { grouped } from './grouped'
import { kFold } from './kFold'
import { leftOut } from './kind'
import type { SplitInput, SplitKind, SplitResult } from './kind'
import { leaveLastOut } from './leaveLastOut'
import { leaveOneOut } from './leaveOneOut'
import { perUser } from './perUser'
import { missingValues, rowsLeftOut } from './problems'
import { random } from './random'
import { repeatedKFold } from './repeatedKFold'
import { rollingOrigin } from './rollingOrigin'
import { rows } from './rows'
import { stratified } from './stratified'
import { time } from './time'

export const splitKinds = {
  stratified,
  random,
  grouped,
  time,
  leaveLastOut,
  leaveOneOut,
  perUser,
  rollingOrigin,
  kFold,
  repeatedKFold,
  coldUsers,
  coldItems,
  given,
  rows,
} as const satisfies Record<string, SplitKind>

/** The split kind of that name, undefined when there is none. */
export function splitKind(name: string): SplitKind | undefined {
  return Object.hasOwn(splitKinds, name) ? splitKinds[name as keyof typeof splitKinds] : undefined
}

/** The split that a data set begins with, for the goals of classes and of numbers alike. */
export function defaultSplit(): Split {
  return { kind: 'stratified', settings: withDefaults(stratified.fields, {}) }
}

/** The split with every missing setting at its default; unchanged when its kind is unknown. */
export function completeSplit(split: { kind: string; settings?: Settings | undefined }): Split {
  const kind = splitKind(split.kind)
  const settings = split.settings ?? {}
  return { kind: split.kind, settings: kind === undefined ? settings : withDefaults(kind.fields, settings) }
}

/** The columns of the table that a split reads, and what is wrong with the names of those that it should read. */
export function splitReads(
  split: Split,
  columns: readonly { name: string; type: ColumnType; role: string }[],
): { reads: SplitRead[]; problems: Problem[] } {
  const kind = splitKind(split.kind)
  if (kind === undefined) return { reads: [], problems: [] }
  return readsOf(kind, completeSplit(split).settings, columns)
}

/**
 * Part codes for every row, or the problems that forbid it (then all rows are training rows). Rows without a value that
 * the split needs are in no part and counted, and so are rows that the split itself leaves out.
 */
export function assignParts(input: SplitInput, split: Split): SplitResult {
  return finished(assignInPieces(input, split))
}

/** The same in pieces. */
export function* assignInPieces(input: SplitInput, split: Split): Pieces<SplitResult> {
  const { settings } = completeSplit(split)
  const kind = splitKind(split.kind)
  const problems = kind === undefined ? [unknownKind(split.kind)] : checkSettings(kind.fields, settings, 'split.')
  if (kind === undefined || problems.length > 0) return { part: new Uint8Array(input.count), problems }
  const complete = completeRows(input, kind.needs ?? [])
  const rows = complete === null ? input : inputOf(input, complete.rows)
  const assigned = yield* partOf(kind.assign(rows, settings), 0, 1)
  const out = assigned.part.reduce((sum, code) => sum + (code === leftOut ? 1 : 0), 0)
  const said = [...assigned.problems, ...(out > 0 ? [rowsLeftOut(out)] : [])]
  if (complete === null) return { part: assigned.part, problems: said }
  const part = new Uint8Array(input.count).fill(leftOut)
  complete.rows.forEach((row, place) => (part[row] = assigned.part[place] as number))
  return { part, problems: [...said, missingValues(complete.lacking, input.count - complete.rows.length)] }
}

function unknownKind(kind: string) {
  const known = Object.keys(splitKinds).join(', ')
  return problem('split', [
    'split/unknown-kind',
    {
      en: `There is no split "${kind}", expected one of ${known}.`,
      zh: `没有名为“${kind}”的划分，应为 ${known} 之一。`,
    },
    { en: 'Choose one of them.', zh: '请选择其中之一。' },
  ])
}

export { splitColumns } from './columns'
export type { SplitRead } from './columns'
export { leftOut, partCodes } from './kind'
export type { SplitColumn, SplitInput, SplitKind, SplitResult } from './kind'
export { historiesOf, tiedAtEnd } from './leaveLastOut'
export { byTime, codedWords, codesOf, placesByCode, sortedByTime } from './order'
export { splitFacts, unseenIn } from './splitFacts'
export { readTimes } from './times'
