// Metric `mse`: the mean of squared errors.
import { errorOf, meanOverRows } from './metric'
import type { Metric } from './metric'

/** In the square of the target's unit. */
export const mse: Metric = {
  name: 'mse',
  label: { en: 'MSE', zh: '均方误差' },
  summary: {
    en: "Mean squared error, in the square of the target's unit.",
    zh: '误差平方的平均值，单位为目标单位的平方。',
  },
  direction: 'lower',
  goals: ['regression'],
  eachEpoch: false,
  compute: (input) => meanOverRows(input, (row) => errorOf(input, row) ** 2),
}
