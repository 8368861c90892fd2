// Layer type `reshape`: gives the numbers of a row other axes.
import { sizeOf } from '../layerType'
import type { LayerType } from '../layerType'

export const reshape: LayerType = {
  name: 'reshape',
  label: { en: 'Reshape', zh: '变形' },
  summary: { en: 'Gives the numbers of a row other axes, in the same order.', zh: '保持数值顺序，改变一行的维度。' },
  family: 'shape',
  foreign: { keras: 'Reshape', onnx: 'Reshape' },
  fields: [
    {
      kind: 'integers',
      name: 'shape',
      label: { en: 'Shape', zh: '形状' },
      help: { en: 'Sizes of the new axes, without the batch.', zh: '新各维度的大小，不含批维度。' },
      default: [2, 3],
      min: 1,
      max: 1_000_000,
      minLength: 1,
      maxLength: 4,
    },
  ],
  inputs: 1,
  shape: ([from = []], settings) => {
    const shape = settings.shape as number[]
    const count = sizeOf(shape)
    if (sizeOf(from) === count) return [...shape]
    return { expected: { en: `an input of ${count} numbers`, zh: `含 ${count} 个数值的输入` } }
  },
  weights: () => [],
  multiplyAdds: () => 0,
  keepsType: true,
  forward: ({ tf, settings, inputs: [x] }) => tf.reshape(x, [-1, ...(settings.shape as number[])]),
  plain: ({ tf, id, settings }) => tf.layers.reshape({ name: id, targetShape: settings.shape as number[] }),
}
