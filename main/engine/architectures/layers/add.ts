// Layer type `add`: adds its inputs, such as a block and what went around it.
import { merging, pairwise } from '../merging'

export const add = merging({
  name: 'add',
  label: { en: 'Addition', zh: '相加' },
  summary: {
    en: 'Adds its inputs, such as a block and what went around it.',
    zh: '将各输入相加，例如某个模块与其残差连接。',
  },
  foreign: { keras: 'Add', onnx: 'Sum' },
  inputs: { least: 2 },
  merge: pairwise((tf, a, b) => tf.add(a, b)),
  plain: (tf, name) => tf.layers.add({ name }),
})
