// Layer type `input`: where the prepared columns enter a network.
import type { LayerType } from '../layerType'

export const input: LayerType = {
  name: 'input',
  label: { en: 'Input', zh: '输入' },
  summary: { en: 'Takes the prepared columns, one number each.', zh: '接收预处理后的各列，每列一个数值。' },
  foreign: { keras: 'InputLayer', onnx: null },
  fields: [
    {
      kind: 'integers',
      name: 'shape',
      label: { en: 'Shape', zh: '形状' },
      help: {
        en: 'Sizes of the axes of a row; for a table its prepared columns, set by the data set.',
        zh: '一行数据各维度的大小；对于表格即预处理后的列数，由数据集决定。',
      },
      default: [10],
      min: 1,
      max: 1_000_000,
      minLength: 1,
      maxLength: 3,
    },
  ],
  inputs: 0,
  shape: (_inputs, settings) => settings.shape as number[],
  weights: () => [],
  multiplyAdds: () => 0,
  build: ({ id, settings, tf }) => tf.input({ shape: settings.shape as number[], name: id }),
}
