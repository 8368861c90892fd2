// Metric `explainedVariance`: R² that forgives a constant error.
import { errorOf, meanOverRows } from './metric'
import type { Metric } from './metric'

/** 1 - variance of the errors / variance of the target, as scikit-learn's `explained_variance_score`. Null when the target does not vary. */
export const explainedVariance: Metric = {
  name: 'explainedVariance',
  label: { en: 'Explained variance', zh: '可解释方差' },
  summary: {
    en: "Share of the target's variance that is explained, however far off the predictions are on average; below it, R² tells of a bias.",
    zh: '被解释的目标方差比例，不计预测的整体偏差；若 R² 低于它，则预测存在系统偏差。',
  },
  direction: 'higher',
  goals: ['regression'],
  eachEpoch: false,
  compute: (input) => {
    const variance = (value: (row: number) => number) => {
      const mean = meanOverRows(input, value)
      return mean === null ? null : meanOverRows(input, (row) => (value(row) - mean) ** 2)
    }
    const [ofErrors, ofTargets] = [
      variance((row) => errorOf(input, row)),
      variance((row) => input.targets[row] as number),
    ]
    return ofErrors === null || ofTargets === null || ofTargets === 0 ? null : 1 - ofErrors / ofTargets
  },
}
