// Optimiser `adagrad`: gradient descent with a rate of its own for each weight, from all its gradients so far.
import type * as tf from '@tensorflow/tfjs-node'
import { epsilon, initialAccumulator } from './fields'
import { eachWeight } from './optimizer'
import type { Optimizer } from './optimizer'
import { numberOf } from '../values'

/** a' = a + g^2; w' = w - rate g / sqrt(a' + epsilon) (Duchi et al. 2011, as Keras's `Adagrad`; a starts at .1). */
export const adagrad: Optimizer = {
  name: 'adagrad',
  label: { en: 'Adagrad', zh: 'Adagrad' },
  summary: {
    en: 'Moves weights with rare gradients more; for sparse data, with a larger learning rate.',
    zh: '梯度罕见的权重更新更大；适用于稀疏数据，宜用较大的学习率。',
  },
  foreign: { keras: 'Adagrad', torch: 'Adagrad' },
  fields: [initialAccumulator, epsilon],
  slots: (settings) => [{ name: 'sumOfSquares', initial: numberOf(settings, initialAccumulator) }],
  numbers: [],
  rows: 'exact',
  update(update) {
    const { tf, rates, settings } = update
    return eachWeight(update, (weight, gradient, [old]) => {
      const sum = tf.add(old as tf.Tensor, tf.square(gradient))
      const move = tf.div(tf.mul(rates.learningRate, gradient), tf.sqrt(tf.add(sum, numberOf(settings, epsilon))))
      return { weight: tf.sub(weight, move), slots: [sum] }
    })
  },
}
