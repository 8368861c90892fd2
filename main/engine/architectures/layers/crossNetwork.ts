// Layer type `crossNetwork`: multiplies features with each other, layer by layer.
import type * as tf from '@tensorflow/tfjs-node'
import { integerField } from '../fields'
import { initialiserField, initialiserOf } from '../initialisers'
import type { LayerType, WeightSpec } from '../layerType'
import { projected } from '../project'
import { penalised, penaltyFields } from '../regularisers'

export const crossNetwork: LayerType = {
  name: 'crossNetwork',
  label: { en: 'Cross network', zh: '交叉网络' },
  summary: {
    en: 'Multiplies features with each other, one degree more with every layer.',
    zh: '让特征彼此相乘，每层提高一次交叉的阶数。',
  },
  family: 'interaction',
  foreign: { keras: null, onnx: null },
  fields: [
    integerField({
      name: 'depth',
      label: { en: 'Layers', zh: '层数' },
      help: { en: 'How often features are crossed.', zh: '特征交叉的次数。' },
      default: 2,
      min: 1,
      max: 64,
    }),
    integerField({
      name: 'rank',
      label: { en: 'Rank', zh: '秩' },
      help: {
        en: 'Width of the two thin kernels of a layer; 0 for one full kernel.',
        zh: '每层两个窄核的宽度；0 表示一个完整的核。',
      },
      default: 0,
      min: 0,
      max: 65_536,
    }),
    initialiserField('kernelInitialiser', 'glorotUniform'),
    ...penaltyFields,
  ],
  inputs: 1,
  shape: ([from = []]) => (from.length === 1 ? [...from] : { expected: { en: 'one axis of numbers', zh: '一维数值' } }),
  weights([from = []], settings) {
    const [width, rank] = [from[0] ?? 1, Number(settings.rank)]
    const spec = (name: string, shape: number[]): WeightSpec => ({
      name,
      shape,
      trainable: true,
      initialiser: initialiserOf(settings.kernelInitialiser),
      ...penalised(settings),
    })
    return Array.from({ length: Number(settings.depth) }, (_, index) => [
      ...(rank === 0
        ? [spec(`kernel${index + 1}`, [width, width])]
        : [spec(`down${index + 1}`, [width, rank]), spec(`up${index + 1}`, [rank, width])]),
      { name: `bias${index + 1}`, shape: [width], trainable: true, initialiser: initialiserOf('zeros') },
    ]).flat()
  },
  multiplyAdds([from = []], settings) {
    const [width, rank] = [from[0] ?? 0, Number(settings.rank)]
    return Number(settings.depth) * (rank === 0 ? width * width : 2 * width * rank) + width
  },
  // Wang et al. 2021 (DCN v2): x' = x0 · (W x + b) + x.
  forward({ tf, settings, inputs: [first], weights }) {
    const each = weights.length / Number(settings.depth)
    let x: tf.Tensor = first
    for (let start = 0; start < weights.length; start += each) {
      const kernels = weights.slice(start, start + each - 1)
      const bias = weights[start + each - 1] as tf.Tensor
      const last = kernels.length - 1
      const crossed = kernels.reduce<tf.Tensor>(
        (from, kernel, index) => projected(tf, from, kernel, index === last ? bias : undefined),
        x,
      )
      x = tf.add(tf.mul(first, crossed), x)
    }
    return x
  },
  plain: () => null,
}
