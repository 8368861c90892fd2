// Optimiser `rmsprop`: gradient descent with a rate of its own for each weight, from the recent size of its gradients.
import type * as tf from '@tensorflow/tfjs-node'
import type { Settings } from '../../../../shared/fields'
import { centered, epsilon, rho, rmspropMomentum } from './fields'
import { blend } from './moments'
import { eachWeight } from './optimizer'
import type { Optimizer } from './optimizer'
import { isOn, numberOf } from '../values'

/**
 * s' = rho s + (1 - rho) g^2; w' = w - rate g / sqrt(s' + epsilon) (Hinton 2012, as Keras's `RMSprop`).
 * Centred: with a' = rho a + (1 - rho) g, s' - a'^2 takes the place of s'. With momentum: p' = momentum p + the move; w' = w - p'.
 */
export const rmsprop: Optimizer = {
  name: 'rmsprop',
  label: { en: 'RMSprop', zh: 'RMSprop' },
  summary: {
    en: 'Scales each move by the recent size of the gradients.',
    zh: '根据近期梯度的大小缩放每次更新。',
  },
  foreign: { keras: 'RMSprop', torch: 'RMSprop' },
  fields: [rho, epsilon, centered, rmspropMomentum],
  slots: (settings) => [
    { name: 'meanSquare', initial: 0 },
    ...(isOn(settings, centered) ? [{ name: 'mean', initial: 0 }] : []),
    ...(movesOn(settings) ? [{ name: 'move', initial: 0 }] : []),
  ],
  numbers: [],
  rows: null,
  update(update) {
    const { tf, rates, settings } = update
    const share = numberOf(settings, rho)
    return eachWeight(update, (weight, gradient, slots) => {
      const square = blend(tf, slots[0] as tf.Tensor, tf.square(gradient), share)
      const mean = isOn(settings, centered) ? [blend(tf, slots[1] as tf.Tensor, gradient, share)] : []
      const [centre] = mean
      const spread = centre === undefined ? square : tf.sub(square, tf.square(centre))
      const move = tf.div(tf.mul(rates.learningRate, gradient), tf.sqrt(tf.add(spread, numberOf(settings, epsilon))))
      if (!movesOn(settings)) return { weight: tf.sub(weight, move), slots: [square, ...mean] }
      const kept = tf.mul(slots.at(-1) as tf.Tensor, numberOf(settings, rmspropMomentum))
      const moves = tf.add(kept, move)
      return { weight: tf.sub(weight, moves), slots: [square, ...mean, moves] }
    })
  },
}

function movesOn(settings: Settings): boolean {
  return numberOf(settings, rmspropMomentum) > 0
}
