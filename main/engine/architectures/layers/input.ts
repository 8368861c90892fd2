// Layer type `input`: where the prepared columns enter a network.
import type { LayerType } from '../layerType'

export const input: LayerType = {
  name: 'input',
  label: { en: 'Input', zh: '输入' },
  summary: { en: 'Takes the prepared columns, one number each.', zh: '接收预处理后的各列，每列一个数值。' },
  foreign: { keras: 'InputLayer', onnx: null },
  fields: [
    {
      kind: 'integer',
      name: 'width',
      label: { en: 'Width', zh: '宽度' },
      help: { en: 'Prepared columns that enter, set by the data set.', zh: '输入的列数，由数据集决定。' },
      default: 10,
      min: 1,
      max: 1_000_000,
    },
  ],
  inputs: 0,
  shape: (_inputs, settings) => [Number(settings.width)],
  weights: () => [],
  multiplyAdds: () => 0,
  build: ({ id, settings, tf }) => tf.input({ shape: [Number(settings.width)], name: id }),
}
