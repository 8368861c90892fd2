// Metric `mape`: errors as shares of the true values.
import { errorOf, meanOverRows } from './metric'
import type { Metric } from './metric'

/** The mean of |error| / |truth|, 0.1 being 10 percent. Null where a true value is 0: no share of it can be told. */
export const mape: Metric = {
  name: 'mape',
  label: { en: 'MAPE', zh: '平均绝对百分比误差' },
  summary: {
    en: 'Mean of the errors as shares of the true values (0.1 is 10 %); not defined where one of them is 0.',
    zh: '误差占真实值比例的平均值（0.1 即 10%）；真实值含 0 时无定义。',
  },
  direction: 'lower',
  goals: ['regression'],
  eachEpoch: false,
  compute: (input) => {
    for (let row = 0; row < input.targets.length; row += 1) if (input.targets[row] === 0) return null
    return meanOverRows(input, (row) => Math.abs(errorOf(input, row) / (input.targets[row] as number)))
  },
}
