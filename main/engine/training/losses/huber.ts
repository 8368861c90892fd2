// Loss `huber`: squared error for small differences, absolute for large ones.
import { numberOf } from '../values'
import type { NumberField } from '../../../../shared/fields'
import { magnitude, ofErrors } from './pairs'
import type { Loss } from './loss'

const delta: NumberField = {
  kind: 'number',
  name: 'huberDelta',
  label: { en: 'Huber delta', zh: 'Huber 阈值' },
  help: {
    en: 'Where squared turns into linear, in standard deviations of the target.',
    zh: '由平方转为线性的位置，以目标的标准差为单位。',
  },
  default: 1,
  min: 0.000_001,
  max: 1_000_000,
}

/** e^2 / 2 where |e| <= delta, delta |e| - delta^2 / 2 beyond (Huber 1964, as Keras's `Huber`). */
export const huber: Loss = {
  name: 'huber',
  label: { en: 'Huber', zh: 'Huber 损失' },
  summary: {
    en: 'Squared near the target, linear far away; robust against outliers.',
    zh: '靠近目标时为平方，远离时为线性；对离群值稳健。',
  },
  foreign: { keras: 'Huber', torch: 'HuberLoss' },
  goals: ['regression'],
  activations: ['linear'],
  smooths: false,
  fields: [delta],
  perRow: (tf, call) =>
    ofErrors(tf, call, (error) => {
      const size = magnitude(tf, error)
      const near = tf.minimum(size, numberOf(call.settings, delta))
      return tf.mul(near, tf.sub(size, tf.mul(near, 0.5)))
    }),
}
