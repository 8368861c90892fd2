// Metric `smape`: errors as shares of the mean of truth and prediction.
import { errorOf, meanOverRows } from './metric'
import type { Metric } from './metric'

/** The mean of 2 |error| / (|truth| + |prediction|), between 0 and 2 (Makridakis 1993); 0 for a row where both are 0. */
export const smape: Metric = {
  name: 'smape',
  label: { en: 'sMAPE', zh: '对称平均绝对百分比误差' },
  summary: {
    en: 'Mean of the errors as shares of the mean of truth and prediction, between 0 and 2.',
    zh: '误差占真实值与预测值均值比例的平均值，介于 0 和 2 之间。',
  },
  direction: 'lower',
  goals: ['regression'],
  eachEpoch: false,
  compute: (input) =>
    meanOverRows(input, (row) => {
      const sizes = Math.abs(input.targets[row] as number) + Math.abs(input.outputs[row] as number)
      return sizes === 0 ? 0 : (2 * Math.abs(errorOf(input, row))) / sizes
    }),
}
