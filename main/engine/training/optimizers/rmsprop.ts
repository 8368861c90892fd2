// Optimiser `rmsprop`: gradient descent with a rate of its own for each weight, from the recent size of its gradients.
import type * as tf from '@tensorflow/tfjs-node'
import type { Optimizer } from './optimizer'

const decay = 0.9
const epsilon = 1e-7

/** s' = .9 s + .1 gradient^2; w' = w - rate x gradient / sqrt(s' + 1e-7) (Hinton 2012, constants as in Keras). */
export const rmsprop: Optimizer = {
  name: 'rmsprop',
  label: { en: 'RMSprop', zh: 'RMSprop' },
  summary: {
    en: 'Scales each move by the recent size of the gradients.',
    zh: '根据近期梯度的大小缩放每次更新。',
  },
  foreign: { keras: 'RMSprop' },
  slots: ['meanSquare'],
  uses: ['learningRate'],
  update({ tf, weights, gradients, slots, rates }) {
    const squares = gradients.map((gradient, index) =>
      tf.add(tf.mul(slots[0]?.[index] as tf.Tensor, decay), tf.mul(tf.square(gradient), 1 - decay)),
    )
    const moved = weights.map((weight, index) => {
      const size = tf.sqrt(tf.add(squares[index] as tf.Tensor, epsilon))
      return tf.sub(weight, tf.div(tf.mul(rates.learningRate, gradients[index] as tf.Tensor), size))
    })
    return { weights: moved, slots: [squares] }
  },
}
