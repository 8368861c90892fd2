// Split kind: the rows are dealt into folds of equal size, of which one tests.
import { foldFields, testFold } from './folds'
import type { SplitKind } from './kind'
import { noSuchFold } from './problems'

export const kFold: SplitKind = {
  name: 'kFold',
  label: { en: 'K-fold', zh: 'K 折' },
  summary: {
    en: 'The rows are dealt into folds of equal size; the fold of the given number tests.',
    zh: '将行分成大小相等的若干折，由指定编号的折用于测试。',
  },
  fields: foldFields,
  assign(input, settings) {
    const [fold, folds] = [Number(settings.fold), Number(settings.folds)]
    if (fold > folds) return { part: new Uint8Array(input.count), problems: [noSuchFold('fold', fold, folds)] }
    return { part: testFold(input, settings, Number(settings.seed)), problems: [] }
  },
}
