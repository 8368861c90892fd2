// Layer type `prelu`: a rectifier whose slope below zero is trained.
import { choiceField } from '../fields'
import { initialiserOf } from '../initialisers'
import { sizeOf } from '../layerType'
import type { LayerType } from '../layerType'

/** He et al. 2015: max(x, 0) + slope · min(x, 0), a slope for each number of a row or, shared over places, for each channel. Slopes begin at 0. */
export const prelu: LayerType = {
  name: 'prelu',
  label: { en: 'PReLU', zh: '参数化 ReLU' },
  summary: { en: 'A rectifier whose slope below zero is trained.', zh: '负半轴斜率可训练的 ReLU。' },
  family: 'dense',
  foreign: { keras: 'PReLU', onnx: 'PRelu' },
  fields: [
    choiceField(
      'slopes',
      { en: 'Slopes', zh: '斜率' },
      {
        en: 'One for each number, or one for each channel at all places.',
        zh: '每个数值一个，或每个通道在所有位置共用一个。',
      },
      [
        ['each', 'for each number', '每个数值一个'],
        ['channels', 'for each channel', '每个通道一个'],
      ],
    ),
  ],
  inputs: 1,
  shape: ([from = []]) => [...from],
  weights: ([from = []], settings) => [
    {
      name: 'slope',
      shape: settings.slopes === 'channels' ? from.map((size, at) => (at === from.length - 1 ? size : 1)) : [...from],
      trainable: true,
      initialiser: initialiserOf('zeros'),
    },
  ],
  multiplyAdds: ([from = []]) => sizeOf(from),
  keepsMask: true,
  forward({ tf, inputs: [x], weights: [slope] }) {
    const below = tf.neg(tf.relu(tf.neg(x)))
    return tf.add(tf.relu(x), tf.mul(below, slope as NonNullable<typeof slope>))
  },
  plain: ({ tf, id, settings, inputs: [from = []] }) => {
    const shared = settings.slopes === 'channels' && from.length > 1
    return tf.layers.prelu({ name: id, ...(shared ? { sharedAxes: from.slice(1).map((_, at) => at + 1) } : {}) })
  },
}
