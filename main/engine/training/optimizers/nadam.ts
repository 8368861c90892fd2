// Optimiser `nadam`: Adam with Nesterov's look ahead.
import type * as tf from '@tensorflow/tfjs-node'
import { beta1, beta2, epsilon } from './fields'
import { adamSlots, blend, shareSeen } from './moments'
import { eachWeight } from './optimizer'
import type { Optimizer, Update } from './optimizer'
import { numberOf } from '../values'

/**
 * Dozat 2016, as Keras's `Nadam`: with c_t = b1 (1 - .96^t / 2) and P_t the product of all c so far,
 * m and v as in Adam, m^ = c_t+1 m' / (1 - P_t+1) + (1 - c_t) g / (1 - P_t), v^ = v' / (1 - b2^t),
 * w' = w - rate m^ / (sqrt(v^) + epsilon). torch's `NAdam` has .96^(.004 t) in place of .96^t.
 */
export const nadam: Optimizer = {
  name: 'nadam',
  label: { en: 'Nadam', zh: 'Nadam' },
  summary: { en: 'Adam that looks ahead as Nesterov momentum does.', zh: '结合 Nesterov 前瞻的 Adam。' },
  foreign: { keras: 'Nadam', torch: 'NAdam' },
  fields: [beta1, beta2, epsilon],
  slots: () => adamSlots,
  numbers: [{ name: 'momentumProduct', initial: 1 }],
  rows: null,
  update(update) {
    const { tf, settings, step } = update
    const [keepMean, keepSquare] = [numberOf(settings, beta1), numberOf(settings, beta2)]
    const { ofMean, ofGradient, product } = sharesOf(update, keepMean)
    const seen = shareSeen(tf, keepSquare, step)
    const moved = eachWeight(update, (weight, gradient, slots) => {
      const [oldMean, oldSquare] = slots as [tf.Tensor, tf.Tensor]
      const mean = blend(tf, oldMean, gradient, keepMean)
      const square = blend(tf, oldSquare, tf.square(gradient), keepSquare)
      const ahead = tf.add(tf.mul(mean, ofMean), tf.mul(gradient, ofGradient))
      const size = tf.add(tf.sqrt(tf.div(square, seen)), numberOf(settings, epsilon))
      return { weight: tf.sub(weight, tf.div(ahead, size)), slots: [mean, square] }
    })
    return { ...moved, numbers: [product] }
  },
}

/** What mean and gradient count in the move, learning rate included, and the product of all momentum so far. */
function sharesOf({ tf, step, numbers, rates }: Update, keepMean: number) {
  const momentumAt = (at: tf.Scalar) => tf.mul(keepMean, tf.sub(1, tf.mul(0.5, tf.pow(0.96, at))))
  const [now, next] = [momentumAt(step), momentumAt(tf.add(step, 1))]
  const product = tf.mul(numbers[0] as tf.Scalar, now) as tf.Scalar
  const ofMean = tf.div(next, tf.sub(1, tf.mul(product, next)))
  const ofGradient = tf.div(tf.sub(1, now), tf.sub(1, product))
  const { learningRate } = rates
  return { ofMean: tf.mul(ofMean, learningRate), ofGradient: tf.mul(ofGradient, learningRate), product }
}
