// Loss `binaryCrossentropy`: for a target of two values and one sigmoid output, or for several labels with one output each.
import { ofBinary } from './crossentropy'
import type { Loss } from './loss'

/** -(y ln p + (1 - y) ln(1 - p)); its gradient at the sigmoid's input is p - y. Several labels of a row count as their mean. */
export const binaryCrossentropy: Loss = {
  name: 'binaryCrossentropy',
  label: { en: 'Binary cross-entropy (mean)', zh: '二元交叉熵（平均）' },
  summary: {
    en: 'Minus the logarithm of the probability of the true value, averaged over rows.',
    zh: '真实取值的概率的负对数，对各行取平均。',
  },
  foreign: { keras: 'BinaryCrossentropy', torch: 'BCELoss' },
  goals: ['binary'],
  activations: ['sigmoid'],
  smooths: true,
  fields: [],
  perRow: (tf, call) => ofBinary(tf, call),
}
