// Layer type `gatedLinearUnit`: half of the numbers, let through by the other half.
import type * as tf from '@tensorflow/tfjs-node'
import { sizeOf } from '../layerType'
import type { LayerType } from '../layerType'

/** Dauphin et al. 2017: a · sigmoid(b) of the first and second half of the last axis. */
export const gatedLinearUnit: LayerType = {
  name: 'gatedLinearUnit',
  label: { en: 'Gated linear unit', zh: '门控线性单元' },
  summary: {
    en: 'Half of the numbers are let through as far as the other half says.',
    zh: '由一半数值决定另一半数值通过的程度。',
  },
  family: 'interaction',
  foreign: { keras: null, onnx: null },
  fields: [],
  inputs: 1,
  shape: ([from = []]) =>
    (from.at(-1) ?? 1) % 2 === 0
      ? [...from.slice(0, -1), (from.at(-1) as number) / 2]
      : { expected: { en: 'an even number on the last axis', zh: '最后一维的大小为偶数' } },
  weights: () => [],
  multiplyAdds: ([from = []]) => sizeOf(from) / 2,
  keepsMask: true,
  forward({ tf, inputs: [x] }) {
    const [values, gates] = tf.split(x, 2, -1) as [tf.Tensor, tf.Tensor]
    return tf.mul(values, tf.sigmoid(gates))
  },
  plain: () => null,
}
