// Metric `r2`: which share of the target's variance the predictions explain.
import { errorOf, meanOverRows } from './metric'
import type { Metric } from './metric'

/** 1 - squared errors / squared deviations from the mean of these rows. Null when the target does not vary. */
export const r2: Metric = {
  name: 'r2',
  label: { en: 'R²', zh: '决定系数 R²' },
  summary: {
    en: "Share of the target's variance that is explained; 0 is no better than the mean.",
    zh: '被解释的目标方差比例；0 表示不优于平均值。',
  },
  direction: 'higher',
  goals: ['regression'],
  eachEpoch: true,
  compute: (input) => {
    const mean = meanOverRows(input, (row) => input.targets[row] as number)
    if (mean === null) return null
    const variance = meanOverRows(input, (row) => ((input.targets[row] as number) - mean) ** 2) as number
    const error = meanOverRows(input, (row) => errorOf(input, row) ** 2) as number
    return variance === 0 ? null : 1 - error / variance
  },
}
