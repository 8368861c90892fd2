// Loss `hinge`: for a target of two values, and a score that should be on the right side of 0 by a margin of 1.
import { ofPairs } from './pairs'
import type { Loss } from './loss'

/** max(0, 1 - (2 y - 1) score) (Keras's `Hinge`; Vapnik 1995). The score is what stands before a final sigmoid, else the output. */
export const hinge: Loss = {
  name: 'hinge',
  label: { en: 'Hinge', zh: '合页损失（Hinge）' },
  summary: {
    en: 'Zero for rows that are right by a margin of 1, linear for the others.',
    zh: '对以 1 的间隔分类正确的行为零，其余为线性。',
  },
  foreign: { keras: 'Hinge', torch: null },
  goals: ['binary'],
  activations: ['sigmoid', 'linear'],
  smooths: false,
  fields: [],
  perRow(tf, { targets, outputs, logits }) {
    const scores = logits?.kind === 'sigmoid' ? logits.tensor : outputs
    return ofPairs(tf, targets, scores, (target, score) => {
      return tf.relu(tf.sub(1, tf.mul(tf.sub(tf.mul(target, 2), 1), score)))
    })
  },
}
