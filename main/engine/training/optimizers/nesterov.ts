// Optimiser `nesterov`: momentum that looks ahead, to where the last move would lead.
import type * as tf from '@tensorflow/tfjs-node'
import { momentumShare } from './fields'
import { eachWeight } from './optimizer'
import type { Optimizer } from './optimizer'
import { numberOf } from '../values'

/** v' = momentum x v - rate x gradient; w' = w + momentum x v' - rate x gradient (Nesterov 1983, as Keras's SGD with nesterov). */
export const nesterov: Optimizer = {
  name: 'nesterov',
  label: { en: 'Nesterov momentum', zh: 'Nesterov 动量' },
  summary: {
    en: 'Momentum that corrects itself by looking ahead; often converges sooner.',
    zh: '向前看一步以自我修正的动量法；往往更快收敛。',
  },
  foreign: { keras: 'SGD', torch: 'SGD' },
  fields: [momentumShare],
  slots: () => [{ name: 'velocity', initial: 0 }],
  numbers: [],
  rows: null,
  update(update) {
    const { tf, rates, settings } = update
    const share = numberOf(settings, momentumShare)
    return eachWeight(update, (weight, gradient, [old]) => {
      const push = tf.mul(rates.learningRate, gradient)
      const velocity = tf.sub(tf.mul(old as tf.Tensor, share), push)
      return { weight: tf.add(weight, tf.sub(tf.mul(velocity, share), push)), slots: [velocity] }
    })
  },
}
