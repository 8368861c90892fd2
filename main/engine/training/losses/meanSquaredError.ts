// Loss `meanSquaredError`: for a number as target; both sides are standardised.
import { ofErrors } from './pairs'
import type { Loss } from './loss'

/** (prediction - target)^2. */
export const meanSquaredError: Loss = {
  name: 'meanSquaredError',
  label: { en: 'Mean squared error', zh: '均方误差（平均）' },
  summary: {
    en: 'Squared difference of prediction and standardised target, averaged over rows.',
    zh: '预测值与标准化目标之差的平方，对各行取平均。',
  },
  foreign: { keras: 'MeanSquaredError', torch: 'MSELoss' },
  goals: ['regression'],
  activations: ['linear'],
  smooths: false,
  fields: [],
  perRow: (tf, call) => ofErrors(tf, call, (error) => tf.square(error)),
}
