// Layer type `minimum`: takes the smallest of its inputs, number by number.
import { merging, pairwise } from '../merging'

export const minimum = merging({
  name: 'minimum',
  label: { en: 'Minimum', zh: '取最小' },
  summary: { en: 'Takes the smallest of its inputs, number by number.', zh: '逐元素取各输入中的最小值。' },
  foreign: { keras: 'Minimum', onnx: 'Min' },
  inputs: { least: 2 },
  merge: pairwise((tf, a, b) => tf.minimum(a, b)),
  plain: (tf, name) => tf.layers.minimum({ name }),
})
