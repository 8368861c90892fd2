// Layer type `categoryEncoding`: ids as numbers at their places: one, all, or how often each comes.
import type * as tf from '@tensorflow/tfjs-node'
import { detached } from '../detach'
import { choiceField, integerField } from '../fields'
import type { LayerCall, LayerType } from '../layerType'

/** Keras's `CategoryEncoding`; of ids beyond the last nothing is marked. For histories with padding there is `multiHot`. */
export const categoryEncoding: LayerType = {
  name: 'categoryEncoding',
  label: { en: 'Category encoding', zh: '类别编码' },
  summary: {
    en: 'Ids as numbers at their places: each by itself, all of a row together, or how often each comes.',
    zh: '将编号变为对应位置上的数：各自编码、整行合并，或按出现次数计数。',
  },
  family: 'input',
  foreign: { keras: 'CategoryEncoding', onnx: 'OneHot' },
  fields: [
    integerField({
      name: 'entries',
      label: { en: 'Entries', zh: '条目数' },
      help: { en: 'How many ids there are, from 0.', zh: '编号的个数，从 0 开始。' },
      default: 10,
      min: 1,
      max: 1_000_000,
    }),
    choiceField(
      'mode',
      { en: 'Gives', zh: '输出' },
      { en: 'What stands at the place of an id.', zh: '编号对应位置上的数。' },
      [
        ['multiHot', 'a 1 for every id of the row', '一行中出现的编号均为 1'],
        ['oneHot', 'a row with a 1 for each id', '每个编号各成一行，其位置为 1'],
        ['count', 'how often the id is in the row', '该编号在一行中的出现次数'],
      ],
    ),
  ],
  inputs: 1,
  shape([from = []], { entries, mode }) {
    const [length = 1] = from
    if (from.length !== 1) return { expected: { en: 'one axis of ids', zh: '一维编号' } }
    return mode === 'oneHot' && length > 1 ? [length, Number(entries)] : [Number(entries)]
  },
  weights: () => [],
  multiplyAdds: () => 0,
  keepsType: true,
  forward: (call) => detached(call.tf, () => marked(call)),
  // That of tf.layers is by an operation that TensorFlow.js lacks on this side.
  plain: () => null,
}

function marked({ tf: tensorflow, settings, inputs: [given] }: LayerCall): tf.Tensor {
  const ids = given.dtype === 'int32' ? given : tensorflow.cast(given, 'int32')
  const each = tensorflow.oneHot(ids, Number(settings.entries), 1, 0, 'float32')
  if (settings.mode === 'oneHot') return ids.shape[1] === 1 ? tensorflow.squeeze(each, [1]) : each
  return settings.mode === 'count' ? tensorflow.sum(each, 1) : tensorflow.max(each, 1)
}
