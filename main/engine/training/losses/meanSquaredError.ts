// Loss `meanSquaredError`: for a number as target; both sides are standardised.
import type { Loss } from './loss'

/** (prediction - target)^2, averaged (not summed) over the rows. */
export const meanSquaredError: Loss = {
  name: 'meanSquaredError',
  label: { en: 'Mean squared error', zh: '均方误差（平均）' },
  summary: {
    en: 'Squared difference of prediction and standardised target, averaged over rows.',
    zh: '预测值与标准化目标之差的平方，对各行取平均。',
  },
  foreign: { keras: 'MeanSquaredError' },
  goals: ['regression'],
  perRow: (tf, targets, outputs) => tf.square(tf.sub(tf.reshape(outputs, [-1]), targets)) as ReturnType<Loss['perRow']>,
}
