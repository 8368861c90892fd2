// Optimiser `adamW`: Adam that also shrinks every weight a little at each step.
import { amsgrad, beta1, beta2, epsilon, weightDecay } from './fields'
import { adamSlotsOf, adamUpdate } from './moments'
import type { Optimizer } from './optimizer'
import { numberOf } from '../values'

/**
 * Loshchilov and Hutter 2019, as Keras's and torch's `AdamW`: w' = Adam's step from w (1 - rate x decay).
 * All trainable weights decay, biases too, as in both.
 */
export const adamW: Optimizer = {
  name: 'adamW',
  label: { en: 'AdamW', zh: 'AdamW' },
  summary: {
    en: 'Adam with weight decay apart from the gradients; the usual choice for attention.',
    zh: '权重衰减与梯度分离的 Adam；注意力网络的常用选择。',
  },
  foreign: { keras: 'AdamW', torch: 'AdamW' },
  fields: [weightDecay, beta1, beta2, epsilon, amsgrad],
  slots: adamSlotsOf,
  numbers: [],
  rows: null,
  update(update) {
    const { tf, weights, rates, settings } = update
    const kept = tf.sub(1, tf.mul(rates.learningRate, numberOf(settings, weightDecay)))
    return adamUpdate({ ...update, weights: weights.map((weight) => tf.mul(weight, kept)) })
  },
}
