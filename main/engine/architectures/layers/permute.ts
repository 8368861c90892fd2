// Layer type `permute`: puts the axes of a row into another order.
import type { LayerType } from '../layerType'

export const permute: LayerType = {
  name: 'permute',
  label: { en: 'Permute', zh: '维度重排' },
  summary: { en: 'Puts the axes of a row into another order.', zh: '改变一行各维度的顺序。' },
  family: 'shape',
  foreign: { keras: 'Permute', onnx: 'Transpose' },
  fields: [
    {
      kind: 'integers',
      name: 'axes',
      label: { en: 'Axes', zh: '维度顺序' },
      help: { en: 'Which axis stands where, counted from 1.', zh: '各位置对应的原维度，从 1 开始。' },
      default: [2, 1],
      min: 1,
      max: 4,
      minLength: 1,
      maxLength: 4,
    },
  ],
  inputs: 1,
  shape: ([from = []], settings) => {
    const axes = settings.axes as number[]
    const all = from.map((_, index) => axes.includes(index + 1))
    if (axes.length === from.length && all.every(Boolean)) return axes.map((axis) => from[axis - 1] as number)
    const count = axes.length
    return { expected: { en: `${count} axes, each named once`, zh: `${count} 个维度，且每个恰好出现一次` } }
  },
  weights: () => [],
  multiplyAdds: () => 0,
  keepsType: true,
  forward: ({ tf, settings, inputs: [x] }) => tf.transpose(x, [0, ...(settings.axes as number[])]),
  plain: ({ tf, id, settings }) => tf.layers.permute({ name: id, dims: settings.axes as number[] }),
}
