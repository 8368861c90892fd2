// Baseline `linear`: a weight for each feature, by least squares.
import type { Baseline } from './baseline'
import { designOf, lineOf, solved } from './linearModel'

const penalty = 1

/** Ridge regression on the prepared features with penalty 1, the constant free: scikit-learn's `Ridge()`; fitted on at most 50,000 evenly chosen training rows, unweighted. Null for more than 600 features. */
export const linear: Baseline = {
  name: 'linear',
  label: { en: 'Linear regression', zh: '线性回归' },
  summary: {
    en: 'A weight for each feature, by least squares with a small penalty.',
    zh: '为每个特征求一个权重，采用带微小惩罚的最小二乘法。',
  },
  suits: ({ facts, arrangement }) => facts.goal === 'regression' && arrangement === undefined,
  *fit(prepared) {
    const design = designOf(prepared)
    if (design === null) return null
    const weights = yield* solved(design, { weight: () => 1, value: (row) => prepared.target[row] as number }, penalty)
    return { outputs: (rows) => Float32Array.from(rows, (row) => lineOf(design, row, weights)) }
  },
}
