// Constraint `unitNorm`: every length becomes 1.
import { alongField, resized } from './constraint'
import type { Constraint } from './constraint'

export const unitNorm: Constraint = {
  name: 'unitNorm',
  label: { en: 'Length one', zh: '单位长度' },
  summary: { en: 'Weights are scaled to the length 1.', zh: '权重被缩放到长度 1。' },
  foreign: { keras: 'UnitNorm' },
  fields: [alongField],
  apply: (tf, weight, settings) => resized(tf, weight, settings, () => 1),
}
