// Initialiser `orthogonal`: a random matrix with orthonormal columns or rows.
import { normally } from './draws'
import { sizeOf } from '../layerType'
import { orthonormal } from './orthonormal'
import type { Initialiser } from './initialiser'

export const orthogonal: Initialiser = {
  name: 'orthogonal',
  label: { en: 'Orthogonal', zh: '正交矩阵' },
  summary: {
    en: 'Columns or rows at right angles (Saxe et al. 2014); keeps signals alive in recurrent layers.',
    zh: '列或行两两正交（Saxe 等，2014），使循环层中的信号得以保持。',
  },
  foreign: { keras: 'Orthogonal' },
  fields: [
    {
      kind: 'number',
      name: 'gain',
      label: { en: 'Gain', zh: '增益' },
      help: { en: 'The length of each column or row.', zh: '每列或每行的长度。' },
      default: 1,
      min: -100,
      max: 100,
    },
  ],
  draw: ({ shape, random, settings }) => {
    const columns = shape.at(-1) ?? 1
    const rows = sizeOf(shape) / columns
    const [count, length] = [Math.min(rows, columns), Math.max(rows, columns)]
    const vectors = orthonormal(normally(count * length, random, 0, 1), length)
    const gain = Number(settings.gain)
    if (rows < columns) return vectors.map((value) => value * gain)
    return vectors.map(
      (_, index) => gain * (vectors[(index % columns) * length + Math.floor(index / columns)] as number),
    )
  },
}
