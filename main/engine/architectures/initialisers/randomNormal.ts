// Initialiser `randomNormal`: normal.
import { normally } from './draws'
import { sizeOf } from '../layerType'
import type { Initialiser } from './initialiser'
import { normalFields } from './normalFields'

export const randomNormal: Initialiser = {
  name: 'randomNormal',
  label: { en: 'Normal', zh: '正态分布' },
  summary: { en: 'Normal with a deviation of your choice.', zh: '标准差可自选的正态分布。' },
  foreign: { keras: 'RandomNormal' },
  fields: normalFields,
  draw: ({ shape, random, settings: { mean, deviation } }) =>
    normally(sizeOf(shape), random, Number(mean), Number(deviation)),
}
