// Optimiser `adam`: momentum and a rate of its own for each weight, both corrected for their start at zero.
import type * as tf from '@tensorflow/tfjs-node'
import type { Optimizer, Update } from './optimizer'

const beta1 = 0.9
const beta2 = 0.999
const epsilon = 1e-7

/**
 * Kingma and Ba 2015, in the form at the end of their section 2 and with Keras's constants:
 * m' = b1 m + (1 - b1) g; v' = b2 v + (1 - b2) g^2; w' = w - rate sqrt(1 - b2^t) / (1 - b1^t) x m' / (sqrt(v') + 1e-7).
 */
export const adam: Optimizer = {
  name: 'adam',
  label: { en: 'Adam', zh: 'Adam' },
  summary: {
    en: 'Momentum and a rate of its own for each weight; a good first choice.',
    zh: '结合动量与逐权重的自适应学习率；通常是首选。',
  },
  foreign: { keras: 'Adam' },
  slots: ['mean', 'meanSquare'],
  uses: ['learningRate'],
  update(update) {
    const { tf, weights, gradients, slots } = update
    const blend = (old: tf.Tensor | undefined, value: tf.Tensor, beta: number) =>
      tf.add(tf.mul(old as tf.Tensor, beta), tf.mul(value, 1 - beta))
    const means = gradients.map((gradient, index) => blend(slots[0]?.[index], gradient, beta1))
    const squares = gradients.map((gradient, index) => blend(slots[1]?.[index], tf.square(gradient), beta2))
    const rate = correctedRate(update)
    const moved = weights.map((weight, index) => {
      const size = tf.add(tf.sqrt(squares[index] as tf.Tensor), epsilon)
      return tf.sub(weight, tf.div(tf.mul(rate, means[index] as tf.Tensor), size))
    })
    return { weights: moved, slots: [means, squares] }
  },
}

function correctedRate({ tf, step, rates }: Update): tf.Tensor {
  const growth = tf.sqrt(tf.sub(1, tf.pow(beta2, step)))
  return tf.div(tf.mul(rates.learningRate, growth), tf.sub(1, tf.pow(beta1, step)))
}
