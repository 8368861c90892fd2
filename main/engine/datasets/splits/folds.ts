// Dealing rows into folds of equal size: what k-fold and repeated k-fold are made of.
import type { Field, Settings } from '../../../../shared/fields/field'
import { createRandom, permutation } from '../../../../shared/numbers/random'
import { carveValidation, partCodes, splitSeed, validationShare } from './kind'
import type { SplitInput } from './kind'
import { placesByCode } from './order'

export const foldFields: readonly Field[] = [
  {
    kind: 'integer',
    name: 'folds',
    label: { en: 'Folds', zh: '折数' },
    help: {
      en: 'Into how many folds the rows are dealt; each of them tests once.',
      zh: '将行分成多少折；每一折轮流用于测试。',
    },
    default: 5,
    min: 2,
    max: 100,
  },
  {
    kind: 'integer',
    name: 'fold',
    label: { en: 'Test fold', zh: '测试折' },
    help: {
      en: 'The fold that tests, counted from 1; all others train and validate.',
      zh: '用于测试的折（从 1 起）；其余用于训练和验证。',
    },
    default: 1,
    min: 1,
    max: 100,
  },
  {
    kind: 'switch',
    name: 'stratified',
    label: { en: 'Stratified', zh: '分层' },
    help: {
      en: 'Every fold gets the same mix of target values.',
      zh: '每一折中目标值的比例相同。',
    },
    default: true,
  },
  {
    ...validationShare,
    help: {
      en: 'Share of the rows outside the test fold that validate.',
      zh: '测试折以外的行中用于验证的比例。',
    },
  },
  splitSeed,
]

/** Row i of the shuffled rows, sorted by stratum where wanted, goes to fold i modulo `folds`: sizes and strata differ by one at most. */
export function dealFolds(input: SplitInput, settings: Settings, seed: number): Uint8Array {
  const { folds, stratified } = settings
  const drawn = permutation(input.count, createRandom(seed))
  const strata = stratified === true ? input.strata : new Int32Array(input.count)
  const most = strata.reduce((highest, stratum) => Math.max(highest, stratum), 0)
  const fold = new Uint8Array(input.count)
  let place = 0
  for (const rows of placesByCode(strata, most + 1, drawn)) {
    for (const row of rows) fold[row] = place++ % Number(folds)
  }
  return fold
}

/** The rows of the wanted fold test, a share of the others validates. */
export function testFold(input: SplitInput, settings: Settings, seed: number): Uint8Array {
  const wanted = Number(settings.fold) - 1
  const part = dealFolds(input, settings, seed).map((fold) => (fold === wanted ? partCodes.test : partCodes.train))
  const strata = settings.stratified === true ? input : { ...input, classes: false }
  carveValidation(part, strata, { ...settings, seed: seed ^ 0x5bd1e995 })
  return part
}
