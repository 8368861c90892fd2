// Layer type `pairwiseInteraction`: the sum of the products of all pairs of rows.
import { choiceField, isSequence } from '../fields'
import { paired } from '../interaction'
import type { LayerType } from '../layerType'

export const pairwiseInteraction: LayerType = {
  name: 'pairwiseInteraction',
  label: { en: 'Pairwise interaction', zh: '两两交互' },
  summary: {
    en: 'Sums the products of all pairs of rows, such as of a user, an item and a context.',
    zh: '对所有行两两之积求和，例如用户、物品与上下文。',
  },
  family: 'interaction',
  foreign: { keras: null, onnx: null },
  fields: [
    choiceField(
      'give',
      { en: 'Gives', zh: '输出' },
      { en: 'One sum, or one for each number of the rows.', zh: '一个总和，或按行内各数值分别求和。' },
      [
        ['sum', 'one sum', '一个总和'],
        ['each', 'a sum for each number', '各数值分别求和'],
      ],
    ),
  ],
  inputs: 1,
  shape([from], settings) {
    if (!isSequence(from)) return { expected: { en: 'rows of numbers [fields, width]', zh: '多行数值 [字段, 宽度]' } }
    return settings.give === 'each' ? [from[1]] : [1]
  },
  weights: () => [],
  multiplyAdds: ([from = []]) => 2 * (from[0] ?? 0) * (from[1] ?? 0),
  forward({ tf, settings, inputs: [x] }) {
    const each = paired(tf, tf.sum(x, 1), tf.sum(tf.square(x), 1))
    return settings.give === 'each' ? each : tf.sum(each, -1, true)
  },
  plain: () => null,
}
