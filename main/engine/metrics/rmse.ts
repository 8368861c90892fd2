// Metric `rmse`: the typical error of a predicted number, large errors weighing more.
import { errorOf, meanOverRows } from './metric'
import type { Metric } from './metric'

/** Square root of the mean squared error, in the target's units. */
export const rmse: Metric = {
  name: 'rmse',
  label: { en: 'RMSE', zh: '均方根误差' },
  summary: {
    en: "Root of the mean squared error, in the target's units; large errors weigh more.",
    zh: '均方误差的平方根，单位与目标相同；较大的误差权重更高。',
  },
  direction: 'lower',
  goals: ['regression'],
  eachEpoch: true,
  compute: (input) => {
    const mean = meanOverRows(input, (row) => errorOf(input, row) ** 2)
    return mean === null ? null : Math.sqrt(mean)
  },
}
