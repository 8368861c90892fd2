// Metric `f1Weighted`: the F1 of each class, weighted by how many rows are of it.
import { classCounts, products, ratio } from './classCounts'
import type { Metric } from './metric'

/** scikit-learn's `f1_score` with `average='weighted'` and `zero_division=0`. Micro-averaged, F1 is the accuracy. */
export const f1Weighted: Metric = {
  name: 'f1Weighted',
  label: { en: 'F1 (weighted)', zh: 'F1 值（加权）' },
  summary: {
    en: 'F1 of each class, weighted by its rows.',
    zh: '各类别的 F1 值按其行数加权的平均值。',
  },
  direction: 'higher',
  goals: ['multiclass'],
  eachEpoch: false,
  compute: (input) => {
    const counts = classCounts(input)
    if (counts === null) return null
    const { actual, called, hits, rows } = counts
    const own = actual.map((count, code) => ratio(2 * (hits[code] as number), count + (called[code] as number)))
    return products(own, actual) / rows
  },
}
