// Metric `mae`: the mean size of the error of a predicted number.
import { errorOf, meanOverRows } from './metric'
import type { Metric } from './metric'

/** Mean absolute error, in the target's units. */
export const mae: Metric = {
  name: 'mae',
  label: { en: 'MAE', zh: '平均绝对误差' },
  summary: { en: "Mean size of the error, in the target's units.", zh: '误差绝对值的平均，单位与目标相同。' },
  direction: 'lower',
  goals: ['regression'],
  eachEpoch: true,
  compute: (input) => meanOverRows(input, (row) => Math.abs(errorOf(input, row))),
}
