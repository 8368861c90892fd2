// Loss `categoricalCrossentropy`: for a target of several classes, given as codes, and a softmax output.
import { ofClasses } from './crossentropy'
import type { Loss } from './loss'

/** -ln p(true class). */
export const categoricalCrossentropy: Loss = {
  name: 'categoricalCrossentropy',
  label: { en: 'Categorical cross-entropy (mean)', zh: '多类交叉熵（平均）' },
  summary: {
    en: 'Minus the logarithm of the probability of the true class, averaged over rows.',
    zh: '真实类别的概率的负对数，对各行取平均。',
  },
  foreign: { keras: 'SparseCategoricalCrossentropy', torch: 'CrossEntropyLoss' },
  goals: ['multiclass'],
  activations: ['softmax'],
  smooths: true,
  fields: [],
  perRow: ofClasses,
}
