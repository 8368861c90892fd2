// Split kind: random, but every part has the same mix of target values.
import { assignShares, splitSeed, testShare, validationShare } from './kind'
import type { SplitKind } from './kind'

/** A class column is stratified by its classes, a number by its tenths (quantile bins of the target). */
export const stratified: SplitKind = {
  name: 'stratified',
  label: { en: 'Stratified', zh: '分层' },
  summary: {
    en: 'Random, with the same shares of each class (or of low and high numbers) in every part.',
    zh: '随机划分，但各部分中每个类别（或数值高低）的比例相同。',
  },
  fields: [testShare, validationShare, splitSeed],
  assign: (input, settings) => assignShares(input, settings, input.strata),
}
