// Optimiser `momentum`: gradient descent that keeps part of its last move.
import type * as tf from '@tensorflow/tfjs-node'
import { momentumShare } from './fields'
import { eachWeight } from './optimizer'
import type { Optimizer } from './optimizer'
import { numberOf } from '../values'

/** v' = momentum x v - rate x gradient; w' = w + v' (Polyak 1964, as Keras's SGD with momentum). */
export const momentum: Optimizer = {
  name: 'momentum',
  label: { en: 'Gradient descent with momentum', zh: '带动量的梯度下降' },
  summary: { en: 'Gradient descent that keeps part of its last move.', zh: '保留部分上一步移动量的梯度下降。' },
  foreign: { keras: 'SGD', torch: 'SGD' },
  fields: [momentumShare],
  slots: () => [{ name: 'velocity', initial: 0 }],
  numbers: [],
  rows: null,
  update(update) {
    const { tf, rates, settings } = update
    return eachWeight(update, (weight, gradient, [old]) => {
      const kept = tf.mul(old as tf.Tensor, numberOf(settings, momentumShare))
      const velocity = tf.sub(kept, tf.mul(rates.learningRate, gradient))
      return { weight: tf.add(weight, velocity), slots: [velocity] }
    })
  },
}
