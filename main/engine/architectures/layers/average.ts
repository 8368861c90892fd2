// Layer type `average`: averages its inputs number by number.
import { merging, pairwise } from '../merging'

export const average = merging({
  name: 'average',
  label: { en: 'Average', zh: '平均' },
  summary: { en: 'Averages its inputs number by number.', zh: '对各输入逐元素取平均。' },
  foreign: { keras: 'Average', onnx: 'Mean' },
  inputs: { least: 2 },
  merge: (tf, inputs) => tf.mul(pairwise((_, a, b) => tf.add(a, b))(tf, inputs), 1 / inputs.length),
  plain: (tf, name) => tf.layers.average({ name }),
})
