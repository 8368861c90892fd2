// Metric `f1`: the harmonic mean of precision and recall.
import { ofClasses, ratio } from './classCounts'
import type { Metric } from './metric'

/** scikit-learn's `f1_score` (multi-class: `average='macro'`) with `zero_division=0`. */
export const f1: Metric = {
  name: 'f1',
  label: { en: 'F1', zh: 'F1 值' },
  summary: {
    en: 'Harmonic mean of precision and recall; of several classes the mean over them.',
    zh: '精确率与召回率的调和平均值；多类别时取各类别的平均值。',
  },
  direction: 'higher',
  goals: ['binary', 'multiclass'],
  eachEpoch: false,
  compute: (input) => ofClasses(input, (hits, actual, called) => ratio(2 * hits, actual + called)),
}
