// Layer type `maximum`: takes the largest of its inputs, number by number.
import { merging, pairwise } from '../merging'

export const maximum = merging({
  name: 'maximum',
  label: { en: 'Maximum', zh: '取最大' },
  summary: { en: 'Takes the largest of its inputs, number by number.', zh: '逐元素取各输入中的最大值。' },
  foreign: { keras: 'Maximum', onnx: 'Max' },
  inputs: { least: 2 },
  merge: pairwise((tf, a, b) => tf.maximum(a, b)),
  plain: (tf, name) => tf.layers.maximum({ name }),
})
