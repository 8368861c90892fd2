// Split kind: k-fold several times over, each time dealt anew.
import { foldFields, testFold } from './folds'
import type { SplitKind } from './kind'
import { noSuchFold } from './problems'

/** The first repeat is the k-fold of the same seed. */
export const repeatedKFold: SplitKind = {
  name: 'repeatedKFold',
  label: { en: 'Repeated k-fold', zh: '重复 K 折' },
  summary: {
    en: 'K-fold several times over, each time dealt anew, so that the luck of one deal averages out.',
    zh: '多次进行 K 折，每次重新分配，以平均掉单次分配的偶然性。',
  },
  fields: [
    ...foldFields,
    {
      kind: 'integer',
      name: 'repeats',
      label: { en: 'Repeats', zh: '重复次数' },
      help: { en: 'How many times the rows are dealt.', zh: '重新分配的次数。' },
      default: 3,
      min: 1,
      max: 100,
    },
    {
      kind: 'integer',
      name: 'repeat',
      label: { en: 'Repeat', zh: '第几次' },
      help: { en: 'Which of the deals is used, counted from 1.', zh: '使用第几次分配（从 1 起）。' },
      default: 1,
      min: 1,
      max: 100,
    },
  ],
  assign(input, settings) {
    const [fold, folds] = [Number(settings.fold), Number(settings.folds)]
    const [repeat, repeats] = [Number(settings.repeat), Number(settings.repeats)]
    const problems = [
      ...(fold > folds ? [noSuchFold('fold', fold, folds)] : []),
      ...(repeat > repeats ? [noSuchFold('repeat', repeat, repeats)] : []),
    ]
    if (problems.length > 0) return { part: new Uint8Array(input.count), problems }
    // An odd multiplier tells the repeats of neighbouring seeds apart.
    const seed = (Number(settings.seed) + Math.imul(repeat - 1, 0x9e3779b1)) >>> 0
    return { part: testFold(input, settings, seed), problems: [] }
  },
}
