// Regulariser `l1l2`: both sums, also known as elastic net (Zou and Hastie 2005).
import { l1 } from './l1'
import { l2 } from './l2'
import type { Regulariser } from './regulariser'

export const l1l2: Regulariser = {
  name: 'l1l2',
  label: { en: 'L1 and L2', zh: 'L1 与 L2' },
  summary: {
    en: 'Adds both sums to the loss: needless weights go to zero, the others stay small.',
    zh: '在损失中同时加入两项之和：多余的权重趋于零，其余保持较小。',
  },
  foreign: { keras: 'L1L2' },
  fields: [...l1.fields, ...l2.fields],
  penalty: (tf, weight, settings) => tf.add(l1.penalty(tf, weight, settings), l2.penalty(tf, weight, settings)),
}
