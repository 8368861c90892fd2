// Regulariser `l2`: the sum of squares, which keeps weights small.
import type { Regulariser } from './regulariser'

export const l2: Regulariser = {
  name: 'l2',
  label: { en: 'L2', zh: 'L2' },
  summary: {
    en: 'Adds the sum of squared weights to the loss; keeps all of them small.',
    zh: '在损失中加入权重平方和，使所有权重保持较小。',
  },
  foreign: { keras: 'L2' },
  fields: [
    {
      kind: 'number',
      name: 'l2',
      label: { en: 'L2', zh: 'L2' },
      help: { en: 'What the sum is multiplied by.', zh: '该和所乘的系数。' },
      default: 0.01,
      min: 0,
      max: 1,
    },
  ],
  penalty: (tf, weight, { l2: rate }) => tf.mul(tf.sum(tf.square(weight)), Number(rate)),
}
