// Initialiser `randomNormal`: normal.
import { normally } from './draws'
import { countOf } from './initialiser'
import type { Initialiser } from './initialiser'

export const randomNormal: Initialiser = {
  name: 'randomNormal',
  label: { en: 'Normal', zh: '正态分布' },
  summary: { en: 'Normal with a deviation of your choice.', zh: '标准差可自选的正态分布。' },
  foreign: { keras: 'RandomNormal' },
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
    normally(countOf(shape), random, Number(mean), Number(deviation)),
}
