// Layer type `groupNormalisation`: centres and scales groups of channels of each row.
import type * as tf from '@tensorflow/tfjs-node'
import { epsilonField, integerField } from '../fields'
import { initialiserOf } from '../initialisers'
import { sizeOf } from '../layerType'
import type { LayerType } from '../layerType'
import { momentsOf, standardised } from '../standardise'

/** Wu and He 2018: moments over all positions and the channels of a group. */
export const groupNormalisation: LayerType = {
  name: 'groupNormalisation',
  label: { en: 'Group normalisation', zh: '组归一化' },
  summary: {
    en: 'Centres and scales groups of channels of each row; independent of the batch.',
    zh: '对每一行的各组通道做中心化和缩放，与批大小无关。',
  },
  family: 'normalise',
  foreign: { keras: 'GroupNormalization', onnx: 'GroupNormalization' },
  fields: [
    integerField({
      name: 'groups',
      label: { en: 'Groups', zh: '组数' },
      help: {
        en: 'Into how many groups the channels fall; must divide their number.',
        zh: '通道分成的组数，必须能整除通道数。',
      },
      default: 2,
      min: 1,
      max: 65_536,
    }),
    epsilonField,
  ],
  inputs: 1,
  shape([from = []], settings) {
    if ((from.at(-1) ?? 0) % Number(settings.groups) === 0) return [...from]
    const { groups } = settings
    return { expected: { en: `a number of channels that ${groups} divides`, zh: `能被 ${groups} 整除的通道数` } }
  },
  weights: ([from = []]) => [
    { name: 'gamma', shape: [from.at(-1) ?? 1], trainable: true, initialiser: initialiserOf('ones') },
    { name: 'beta', shape: [from.at(-1) ?? 1], trainable: true, initialiser: initialiserOf('zeros') },
  ],
  multiplyAdds: ([from = []]) => 2 * sizeOf(from),
  keepsMask: true,
  forward({ tf, settings, inputs: [x], weights }) {
    const [gamma, beta] = weights as [tf.Tensor, tf.Tensor]
    const groups = Number(settings.groups)
    const positions = sizeOf(x.shape.slice(1, -1))
    const grouped = tf.reshape(x, [-1, positions, groups, (x.shape.at(-1) ?? 1) / groups])
    const normal = standardised(tf, grouped, momentsOf(tf, grouped, [1, 3]), Number(settings.epsilon))
    return tf.add(tf.mul(tf.reshape(normal, x.shape), gamma), beta)
  },
  plain: () => null,
}
