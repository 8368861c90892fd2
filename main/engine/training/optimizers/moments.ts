// What Adam and its kin share: running means of gradients and of their squares, and Adam's step with them.
import type * as tf from '@tensorflow/tfjs-node'
import type { Settings } from '../../../../shared/fields'
import { amsgrad, beta1, beta2, epsilon } from './fields'
import { eachWeight } from './optimizer'
import type { Remembered, Update, Updated } from './optimizer'
import { isOn, numberOf } from '../values'

type Tensorflow = typeof tf

/** share x old + (1 - share) x value. */
export function blend(tensorflow: Tensorflow, old: tf.Tensor, value: tf.Tensor, share: number): tf.Tensor {
  return tensorflow.add(tensorflow.mul(old, share), tensorflow.mul(value, 1 - share))
}

/** 1 - share^step: what a running mean that began at zero is divided by. */
export function shareSeen(tensorflow: Tensorflow, share: number, step: tf.Scalar): tf.Scalar {
  return tensorflow.sub(1, tensorflow.pow(share, step))
}

export const adamSlots: Remembered[] = [
  { name: 'mean', initial: 0 },
  { name: 'meanSquare', initial: 0 },
]

/** Adam's slots, with AMSGrad one more. */
export function adamSlotsOf(settings: Settings): Remembered[] {
  return isOn(settings, amsgrad) ? [...adamSlots, { name: 'largestSquare', initial: 0 }] : adamSlots
}

/**
 * Kingma and Ba 2015, in the form at the end of their section 2, as in Keras:
 * m' = b1 m + (1 - b1) g; v' = b2 v + (1 - b2) g^2; w' = w - rate sqrt(1 - b2^t) / (1 - b1^t) m' / (sqrt(v') + epsilon).
 * With a third slot AMSGrad (Reddi et al. 2018): the largest v' so far takes the place of v'.
 */
export function adamUpdate(update: Update): Updated {
  const { tf, settings } = update
  const [keepMean, keepSquare] = [numberOf(settings, beta1), numberOf(settings, beta2)]
  const rate = correctedRate(update, keepMean, keepSquare)
  return eachWeight(update, (weight, gradient, [oldMean, oldSquare, oldLargest]) => {
    const mean = blend(tf, oldMean as tf.Tensor, gradient, keepMean)
    const square = blend(tf, oldSquare as tf.Tensor, tf.square(gradient), keepSquare)
    const largest = oldLargest === undefined ? [] : [tf.maximum(oldLargest, square)]
    const size = tf.add(tf.sqrt(largest[0] ?? square), numberOf(settings, epsilon))
    return { weight: tf.sub(weight, tf.div(tf.mul(rate, mean), size)), slots: [mean, square, ...largest] }
  })
}

function correctedRate({ tf, step, rates }: Update, keepMean: number, keepSquare: number): tf.Tensor {
  const growth = tf.sqrt(shareSeen(tf, keepSquare, step))
  return tf.div(tf.mul(rates.learningRate, growth), shareSeen(tf, keepMean, step))
}
