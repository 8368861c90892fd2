// Fields of the initialisers that draw from a normal distribution.
import type { Field } from '../../../../shared/fields'

export const normalFields: Field[] = [
  {
    kind: 'number',
    name: 'mean',
    label: { en: 'Mean', zh: '均值' },
    help: { en: 'The middle of the numbers.', zh: '各数值的中心。' },
    default: 0,
    min: -100,
    max: 100,
  },
  {
    kind: 'number',
    name: 'deviation',
    label: { en: 'Deviation', zh: '标准差' },
    help: { en: 'How far the numbers spread.', zh: '数值的离散程度。' },
    default: 0.05,
    min: 0,
    max: 100,
  },
]
