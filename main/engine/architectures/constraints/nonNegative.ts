// Constraint `nonNegative`: negative weights become zero.
import type { Constraint } from './constraint'

export const nonNegative: Constraint = {
  name: 'nonNegative',
  label: { en: 'Not negative', zh: '非负' },
  summary: { en: 'Negative weights become zero.', zh: '负的权重变为零。' },
  foreign: { keras: 'NonNeg' },
  fields: [],
  apply: (tf, weight) => tf.relu(weight),
}
