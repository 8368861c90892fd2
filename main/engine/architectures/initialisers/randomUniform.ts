// Initialiser `randomUniform`: uniform on both sides of zero.
import { uniformly } from './draws'
import { sizeOf } from '../layerType'
import type { Initialiser } from './initialiser'

export const randomUniform: Initialiser = {
  name: 'randomUniform',
  label: { en: 'Uniform', zh: '均匀分布' },
  summary: { en: 'Uniform between -limit and limit.', zh: '介于 -limit 与 limit 之间的均匀分布。' },
  foreign: { keras: 'RandomUniform' },
  fields: [
    {
      kind: 'number',
      name: 'limit',
      label: { en: 'Limit', zh: '上限' },
      help: { en: 'The largest absolute value.', zh: '绝对值的上限。' },
      default: 0.05,
      min: 0,
      max: 100,
    },
  ],
  draw: ({ shape, random, settings: { limit } }) => uniformly(sizeOf(shape), random, [-Number(limit), Number(limit)]),
}
