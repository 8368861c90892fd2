// Initialiser `ones`: ones.
import { sizeOf } from '../layerType'
import type { Initialiser } from './initialiser'

export const ones: Initialiser = {
  name: 'ones',
  label: { en: 'Ones', zh: '全一' },
  summary: { en: 'Every number is one; usual for scales.', zh: '所有数值为一，常用于缩放系数。' },
  foreign: { keras: 'Ones' },
  fields: [],
  draw: ({ shape }) => new Float32Array(sizeOf(shape)).fill(1),
}
