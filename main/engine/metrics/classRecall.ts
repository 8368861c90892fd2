// Metric `classRecall`: of the rows of a class, the share that are called it.
import { ofClasses, ratio } from './classCounts'
import type { Metric } from './metric'

/** scikit-learn's `recall_score` (multi-class: `average='macro'`) with `zero_division=0`. */
export const classRecall: Metric = {
  name: 'classRecall',
  label: { en: 'Recall', zh: '召回率' },
  summary: {
    en: 'Of the rows that are positive, the share that are predicted so; of several classes the mean over them.',
    zh: '实际为正例的行中被预测为正例的比例；多类别时取各类别的平均值。',
  },
  direction: 'higher',
  goals: ['binary', 'multiclass'],
  eachEpoch: false,
  compute: (input) => ofClasses(input, (hits, actual) => ratio(hits, actual)),
}
