// Loss `meanAbsoluteError`: for a number as target where a few rows may be far off.
import { magnitude, ofErrors } from './pairs'
import type { Loss } from './loss'

/** |prediction - target|: its minimum is the median. */
export const meanAbsoluteError: Loss = {
  name: 'meanAbsoluteError',
  label: { en: 'Mean absolute error', zh: '平均绝对误差' },
  summary: {
    en: 'Absolute difference of prediction and standardised target; outliers count less than squared.',
    zh: '预测值与标准化目标之差的绝对值；离群值的影响小于平方误差。',
  },
  foreign: { keras: 'MeanAbsoluteError', torch: 'L1Loss' },
  goals: ['regression'],
  activations: ['linear'],
  smooths: false,
  fields: [],
  perRow: (tf, call) => ofErrors(tf, call, (error) => magnitude(tf, error)),
}
