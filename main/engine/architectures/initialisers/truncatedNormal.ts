// Initialiser `truncatedNormal`: normal without its tails.
import { truncated } from './draws'
import { countOf } from './initialiser'
import type { Initialiser } from './initialiser'

export const truncatedNormal: Initialiser = {
  name: 'truncatedNormal',
  label: { en: 'Truncated normal', zh: '截断正态分布' },
  summary: { en: 'Normal, drawn again beyond two deviations.', zh: '正态分布，超出两个标准差时重新抽取。' },
  foreign: { keras: 'TruncatedNormal' },
  fields: [
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
  ],
  draw: ({ shape, random, settings: { mean, deviation } }) =>
    truncated(countOf(shape), random, Number(mean), Number(deviation)),
}
