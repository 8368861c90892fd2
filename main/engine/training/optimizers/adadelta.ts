// Optimiser `adadelta`: moves as large as its recent moves were, relative to the recent size of the gradients.
import type * as tf from '@tensorflow/tfjs-node'
import { adadeltaRho, epsilon } from './fields'
import { blend } from './moments'
import { eachWeight } from './optimizer'
import type { Optimizer } from './optimizer'
import { numberOf } from '../values'

/**
 * s' = rho s + (1 - rho) g^2; d = sqrt(m + epsilon) / sqrt(s' + epsilon) g; m' = rho m + (1 - rho) d^2; w' = w - rate d
 * (Zeiler 2012, as Keras's `Adadelta`; the paper's rate is 1).
 */
export const adadelta: Optimizer = {
  name: 'adadelta',
  label: { en: 'Adadelta', zh: 'Adadelta' },
  summary: {
    en: 'Finds the size of its moves by itself; meant for a learning rate of 1.',
    zh: '自行确定更新幅度；学习率宜设为 1。',
  },
  foreign: { keras: 'Adadelta', torch: 'Adadelta' },
  fields: [adadeltaRho, epsilon],
  slots: () => [
    { name: 'meanSquare', initial: 0 },
    { name: 'meanSquareMove', initial: 0 },
  ],
  numbers: [],
  rows: null,
  update(update) {
    const { tf, rates, settings } = update
    const share = numberOf(settings, adadeltaRho)
    const size = (square: tf.Tensor) => tf.sqrt(tf.add(square, numberOf(settings, epsilon)))
    return eachWeight(update, (weight, gradient, slots) => {
      const [oldSquare, oldMoves] = slots as [tf.Tensor, tf.Tensor]
      const square = blend(tf, oldSquare, tf.square(gradient), share)
      const move = tf.div(tf.mul(size(oldMoves), gradient), size(square))
      const moves = blend(tf, oldMoves, tf.square(move), share)
      return { weight: tf.sub(weight, tf.mul(rates.learningRate, move)), slots: [square, moves] }
    })
  },
}
