// Initialiser `zeros`: zeros.
import { sizeOf } from '../layerType'
import type { Initialiser } from './initialiser'

export const zeros: Initialiser = {
  name: 'zeros',
  label: { en: 'Zeros', zh: '全零' },
  summary: { en: 'Every number is zero; usual for biases.', zh: '所有数值为零，常用于偏置。' },
  foreign: { keras: 'Zeros' },
  fields: [],
  draw: ({ shape }) => new Float32Array(sizeOf(shape)),
}
