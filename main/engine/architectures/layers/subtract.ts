// Layer type `subtract`: takes the second input from the first.
import { merging, pairwise } from '../merging'

export const subtract = merging({
  name: 'subtract',
  label: { en: 'Subtraction', zh: '相减' },
  summary: { en: 'Takes the second input from the first.', zh: '用第一个输入减去第二个输入。' },
  foreign: { keras: 'Subtract', onnx: 'Sub' },
  inputs: 2,
  merge: pairwise((tf, a, b) => tf.sub(a, b)),
  plain: () => null,
})
