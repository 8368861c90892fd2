// Optimiser `sgd`: plain gradient descent on batches.
import { eachWeight } from './optimizer'
import type { Optimizer } from './optimizer'

/** w' = w - rate x gradient. */
export const sgd: Optimizer = {
  name: 'sgd',
  label: { en: 'Gradient descent (SGD)', zh: '梯度下降（SGD）' },
  summary: { en: 'Moves each weight against its gradient.', zh: '沿梯度的反方向更新每个权重。' },
  foreign: { keras: 'SGD', torch: 'SGD' },
  fields: [],
  slots: () => [],
  numbers: [],
  rows: 'exact',
  update: (update) =>
    eachWeight(update, (weight, gradient) => {
      const { tf, rates } = update
      return { weight: tf.sub(weight, tf.mul(rates.learningRate, gradient)), slots: [] }
    }),
}
