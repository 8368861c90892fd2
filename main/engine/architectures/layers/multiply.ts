// Layer type `multiply`: multiplies its inputs number by number.
import { merging, pairwise } from '../merging'

export const multiply = merging({
  name: 'multiply',
  label: { en: 'Multiplication', zh: '相乘' },
  summary: { en: 'Multiplies its inputs number by number.', zh: '将各输入逐元素相乘。' },
  foreign: { keras: 'Multiply', onnx: 'Mul' },
  inputs: { least: 2 },
  merge: pairwise((tf, a, b) => tf.mul(a, b)),
  isProduct: true,
  plain: (tf, name) => tf.layers.multiply({ name }),
})
