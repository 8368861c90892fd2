// The registry of split kinds, and the one door to them: settings are checked before a kind sees them.
import { checkSettings, withDefaults } from '../../../../shared/fields'
import type { Settings } from '../../../../shared/fields/field'
import type { Split } from '../../../../shared/records'
import { problem } from '../errors'
import { given } from './given'
import type { SplitInput, SplitKind, SplitResult } from './kind'
import { random } from './random'
import { stratified } from './stratified'

export const splitKinds = { stratified, random, given } as const satisfies Record<string, SplitKind>

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

/** Part codes for every row, or the problems that forbid it (then all rows are training rows). */
export function assignParts(input: SplitInput, split: Split): SplitResult {
  const { settings } = completeSplit(split)
  const kind = splitKind(split.kind)
  const problems = kind === undefined ? [unknownKind(split.kind)] : checkSettings(kind.fields, settings, 'split.')
  if (kind === undefined || problems.length > 0) return { part: new Uint8Array(input.count), problems }
  return kind.assign(input, settings)
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

export { noSplitColumn } from './given'
export { partCodes } from './kind'
export type { SplitInput, SplitKind, SplitResult } from './kind'
