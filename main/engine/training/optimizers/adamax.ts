// Optimiser `adamax`: Adam with the largest recent gradient in place of the mean square.
import type * as tf from '@tensorflow/tfjs-node'
import { beta1, beta2, epsilon } from './fields'
import { blend, shareSeen } from './moments'
import { eachWeight } from './optimizer'
import type { Optimizer } from './optimizer'
import { numberOf } from '../values'

/**
 * m' = b1 m + (1 - b1) g; u' = max(b2 u, |g|); w' = w - rate / (1 - b1^t) m' / (u' + epsilon)
 * (Kingma and Ba 2015, section 7.1, as Keras's `Adamax`).
 */
export const adamax: Optimizer = {
  name: 'adamax',
  label: { en: 'Adamax', zh: 'Adamax' },
  summary: {
    en: 'Adam scaled by the largest recent gradient; steadier where gradients are rare.',
    zh: '以近期最大梯度缩放的 Adam；在梯度稀疏时更稳定。',
  },
  foreign: { keras: 'Adamax', torch: 'Adamax' },
  fields: [beta1, beta2, epsilon],
  slots: () => [
    { name: 'mean', initial: 0 },
    { name: 'largest', initial: 0 },
  ],
  numbers: [],
  rows: null,
  update(update) {
    const { tf, rates, settings, step } = update
    const keepMean = numberOf(settings, beta1)
    const rate = tf.div(rates.learningRate, shareSeen(tf, keepMean, step))
    return eachWeight(update, (weight, gradient, slots) => {
      const [oldMean, oldLargest] = slots as [tf.Tensor, tf.Tensor]
      const mean = blend(tf, oldMean, gradient, keepMean)
      const largest = tf.maximum(tf.mul(oldLargest, numberOf(settings, beta2)), tf.abs(gradient))
      const move = tf.div(tf.mul(rate, mean), tf.add(largest, numberOf(settings, epsilon)))
      return { weight: tf.sub(weight, move), slots: [mean, largest] }
    })
  },
}
