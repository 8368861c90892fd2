// Layer type `input`: where prepared columns enter a network, as numbers or as ids.
import type { LayerType } from '../layerType'

export const input: LayerType = {
  name: 'input',
  label: { en: 'Input', zh: '输入' },
  summary: { en: 'Takes the prepared columns, one number each.', zh: '接收预处理后的各列，每列一个数值。' },
  family: 'input',
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
      maxLength: 4,
    },
    {
      kind: 'choice',
      name: 'dtype',
      label: { en: 'Kind of numbers', zh: '数值类型' },
      help: { en: 'Whole numbers are for ids that an embedding looks up.', zh: '整数用于供嵌入层查找的编号。' },
      default: 'float32',
      options: [
        { value: 'float32', label: { en: 'Numbers', zh: '数值' } },
        { value: 'int32', label: { en: 'Whole numbers (ids)', zh: '整数（编号）' } },
      ],
      advanced: true,
    },
  ],
  inputs: 0,
  shape: (_inputs, settings) => settings.shape as number[],
  weights: () => [],
  multiplyAdds: () => 0,
  keepsType: true,
  forward: ({ inputs }) => inputs[0],
  plain: ({ id, settings, tf }) =>
    tf.input({ shape: settings.shape as number[], name: id, dtype: settings.dtype as 'float32' | 'int32' }),
}
