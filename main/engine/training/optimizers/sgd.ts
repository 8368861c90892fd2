// Optimiser `sgd`: plain gradient descent on batches.
import type * as tf from '@tensorflow/tfjs-node'
import type { Optimizer } from './optimizer'

/** w' = w - rate x gradient. */
export const sgd: Optimizer = {
  name: 'sgd',
  label: { en: 'Gradient descent (SGD)', zh: '梯度下降（SGD）' },
  summary: { en: 'Moves each weight against its gradient.', zh: '沿梯度的反方向更新每个权重。' },
  foreign: { keras: 'SGD' },
  slots: [],
  uses: ['learningRate'],
  update({ tf, weights, gradients, rates }) {
    const moved = weights.map((weight, index) =>
      tf.sub(weight, tf.mul(rates.learningRate, gradients[index] as tf.Tensor)),
    )
    return { weights: moved, slots: [] }
  },
}
