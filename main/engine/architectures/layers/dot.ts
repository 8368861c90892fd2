// Layer type `dot`: products of the rows of two inputs, as between a user and an item.
import type * as tf from '@tensorflow/tfjs-node'
import { sizeOf } from '../layerType'
import type { LayerType } from '../layerType'

/**
 * Over the last axis: [d] and [d] give [1], [time, d] and [d] give [time], [time, d] and [others, d] give [time, others].
 * Normalised it is the cosine.
 */
export const dot: LayerType = {
  name: 'dot',
  label: { en: 'Dot product', zh: '点积' },
  summary: {
    en: 'Sums the products of two inputs, as between the numbers of a user and of an item.',
    zh: '对两个输入的逐元素乘积求和，例如用户与物品的向量。',
  },
  family: 'merge',
  foreign: { keras: 'Dot', onnx: 'MatMul' },
  fields: [
    {
      kind: 'switch',
      name: 'normalise',
      label: { en: 'Cosine', zh: '余弦' },
      help: { en: 'Brings both inputs to length 1 first.', zh: '先将两个输入归一化为长度 1。' },
      default: false,
    },
  ],
  inputs: 2,
  shape([a = [], b = []]) {
    if (a.at(-1) !== b.at(-1) || a.length > 2 || b.length > 2 || a.length < b.length) {
      return { expected: { en: 'two inputs with the same last axis', zh: '最后一维相同的两个输入' } }
    }
    if (a.length === 1) return [1]
    return [...a.slice(0, -1), ...b.slice(0, -1)]
  },
  weights: () => [],
  multiplyAdds: ([a = [], b = []]) => sizeOf(a) * (b.length === 2 ? (b[0] ?? 1) : 1),
  forward({ tf, settings, inputs, madeOf }) {
    const [a, b] = (settings.normalise ? inputs.map((x) => normalised(tf, x)) : inputs) as [tf.Tensor, tf.Tensor]
    if (a.rank === 2) return madeOf(tf.sum(tf.mul(a, b), -1, true), { sides: { left: a, right: b } })
    if (b.rank === 2) return tf.sum(tf.mul(a, tf.expandDims(b, 1)), -1)
    return tf.matMul(a, b, false, true)
  },
  // tf.layers takes the length over another axis than Keras does.
  plain: ({ tf, id, settings }) => (settings.normalise ? null : tf.layers.dot({ name: id, axes: -1 })),
}

/** As Keras: x / sqrt(max(sum of squares, 1e-12)). */
function normalised(tensorflow: typeof tf, x: tf.Tensor): tf.Tensor {
  const squares = tensorflow.sum(tensorflow.square(x), -1, true)
  return tensorflow.mul(x, tensorflow.rsqrt(tensorflow.maximum(squares, 1e-12)))
}
