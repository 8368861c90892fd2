// Metric `classPrecision`: of the rows that are called a class, the share that are of it.
import { ofClasses, ratio } from './classCounts'
import type { Metric } from './metric'

/** scikit-learn's `precision_score` (multi-class: `average='macro'`) with `zero_division=0`. */
export const classPrecision: Metric = {
  name: 'classPrecision',
  label: { en: 'Precision', zh: '精确率' },
  summary: {
    en: 'Of the rows that are predicted positive, the share that are; of several classes the mean over them.',
    zh: '预测为正例的行中确为正例的比例；多类别时取各类别的平均值。',
  },
  direction: 'higher',
  goals: ['binary', 'multiclass'],
  eachEpoch: false,
  compute: (input) => ofClasses(input, (hits, _actual, called) => ratio(hits, called)),
}
