// Initialiser `truncatedNormal`: normal without its tails.
import { truncated } from './draws'
import { sizeOf } from '../layerType'
import type { Initialiser } from './initialiser'
import { normalFields } from './normalFields'

export const truncatedNormal: Initialiser = {
  name: 'truncatedNormal',
  label: { en: 'Truncated normal', zh: '截断正态分布' },
  summary: { en: 'Normal, drawn again beyond two deviations.', zh: '正态分布，超出两个标准差时重新抽取。' },
  foreign: { keras: 'TruncatedNormal' },
  fields: normalFields,
  draw: ({ shape, random, settings: { mean, deviation } }) =>
    truncated(sizeOf(shape), random, Number(mean), Number(deviation)),
}
