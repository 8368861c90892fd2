// Initialiser `identity`: the unit matrix over the last two axes.
import { sizeOf } from '../layerType'
import type { Initialiser } from './initialiser'

export const identity: Initialiser = {
  name: 'identity',
  label: { en: 'Identity', zh: '单位矩阵' },
  summary: { en: 'One on the diagonal, zero elsewhere.', zh: '对角线为一，其余为零。' },
  foreign: { keras: 'Identity' },
  fields: [
    {
      kind: 'number',
      name: 'gain',
      label: { en: 'Gain', zh: '增益' },
      help: { en: 'What stands on the diagonal.', zh: '对角线上的值。' },
      default: 1,
      min: -100,
      max: 100,
    },
  ],
  draw: ({ shape, settings }) => {
    const [rows = 1, columns = rows] = shape
    const values = new Float32Array(sizeOf(shape))
    for (let index = 0; index < Math.min(rows, columns); index += 1)
      values[index * columns + index] = Number(settings.gain)
    return values
  },
}
