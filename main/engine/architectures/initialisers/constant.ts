// Initialiser `constant`: one number everywhere.
import { sizeOf } from '../layerType'
import type { Initialiser } from './initialiser'

export const constant: Initialiser = {
  name: 'constant',
  label: { en: 'Constant', zh: '常数' },
  summary: { en: 'Every number is the same.', zh: '所有数值相同。' },
  foreign: { keras: 'Constant' },
  fields: [
    {
      kind: 'number',
      name: 'value',
      label: { en: 'Value', zh: '数值' },
      help: { en: 'The number.', zh: '该数值。' },
      default: 0,
      min: -1e6,
      max: 1e6,
    },
  ],
  draw: ({ shape, settings }) => new Float32Array(sizeOf(shape)).fill(Number(settings.value)),
}
