// Layer type `multiHot`: which ids are in a row, as a 1 at each of their places.
import type * as tf from '@tensorflow/tfjs-node'
import { detached } from '../detach'
import { integerField } from '../fields'
import type { LayerCall, LayerType } from '../layerType'

/**
 * 1 at each id of the row, once or several times, 0 elsewhere; the id 0 of padding is never marked. Brought to length 1, as
 * in Liang et al. 2018, every mark is 1 / sqrt(number of marks). Keras's `CategoryEncoding`, but for the id 0. With `rebuilt`
 * an autoencoder of histories learns to give back all that was marked, as those of Sedhain et al. and Liang et al. do.
 */
export const multiHot: LayerType = {
  name: 'multiHot',
  label: { en: 'Multi-hot', zh: '多热编码' },
  summary: {
    en: 'Marks which ids are in a row or history with a 1 at each place; padding is not marked.',
    zh: '在每个编号的位置上用 1 标记一行或历史中包含哪些编号；填充不标记。',
  },
  family: 'input',
  foreign: { keras: 'CategoryEncoding', onnx: null },
  fields: [
    integerField({
      name: 'entries',
      label: { en: 'Entries', zh: '条目数' },
      help: { en: 'How many ids there are, from 0.', zh: '编号的个数，从 0 开始。' },
      default: 10,
      min: 2,
      max: 10_000_000,
    }),
    {
      kind: 'switch',
      name: 'normalise',
      label: { en: 'Length 1', zh: '长度为 1' },
      help: { en: 'Long rows weigh no more than short ones.', zh: '长的行不比短的行权重更大。' },
      default: false,
    },
    {
      kind: 'switch',
      name: 'rebuilt',
      label: { en: 'Learn to rebuild', zh: '学习重建' },
      help: {
        en: 'While training on histories the network learns to give back all items that are marked, not what follows them.',
        zh: '用历史训练时，网络学习还原所标记的全部物品，而不是其后的物品。',
      },
      default: false,
      advanced: true,
    },
  ],
  inputs: 1,
  shape: ([from = []], { entries }) =>
    from.length === 1 ? [Number(entries)] : { expected: { en: 'one axis of ids', zh: '一维编号' } },
  weights: () => [],
  multiplyAdds: () => 0,
  keepsType: true,
  learns: ({ rebuilt }) => (rebuilt === true ? 'itself' : null),
  forward: (call) => detached(call.tf, () => marked(call)),
  plain: () => null,
}

function marked({ tf, settings, inputs: [given] }: LayerCall): tf.Tensor {
  const [batch = 0, length = 0] = given.shape
  const entries = Number(settings.entries)
  const ids = given.dtype === 'int32' ? given : tf.cast(given, 'int32')
  const first = tf.mul(tf.reshape(tf.range(0, batch, 1, 'int32'), [batch, 1]), tf.scalar(entries, 'int32'))
  const places = tf.reshape(tf.add(ids, first), [batch * length]) as tf.Tensor1D
  const counts = tf.unsortedSegmentSum(tf.ones([batch * length]), places, batch * entries)
  const known = tf.slice(tf.reshape(counts, [batch, entries]), [0, 1], [batch, entries - 1])
  const marks = tf.pad(tf.minimum(known, 1), [
    [0, 0],
    [1, 0],
  ])
  if (!settings.normalise) return marks
  return tf.mul(marks, tf.rsqrt(tf.maximum(tf.sum(marks, -1, true), 1)))
}
