// Optimiser `momentum`: gradient descent that keeps part of its last move.
import type * as tf from '@tensorflow/tfjs-node'
import type { Optimizer } from './optimizer'

/** v' = momentum x v - rate x gradient; w' = w + v' (Polyak 1964, as Keras's SGD with momentum). */
export const momentum: Optimizer = {
  name: 'momentum',
  label: { en: 'Gradient descent with momentum', zh: '带动量的梯度下降' },
  summary: { en: 'Gradient descent that keeps part of its last move.', zh: '保留部分上一步移动量的梯度下降。' },
  foreign: { keras: 'SGD' },
  slots: ['velocity'],
  uses: ['learningRate', 'momentum'],
  update({ tf, weights, gradients, slots, rates }) {
    const velocity = weights.map((_, index) => {
      const kept = tf.mul(rates.momentum, slots[0]?.[index] as tf.Tensor)
      return tf.sub(kept, tf.mul(rates.learningRate, gradients[index] as tf.Tensor))
    })
    return { weights: weights.map((weight, index) => tf.add(weight, velocity[index] as tf.Tensor)), slots: [velocity] }
  },
}
