// Initialiser `lecunUniform`: uniform with variance 1 / into.
import { scaled } from './scaled'

export const lecunUniform = scaled({
  name: 'lecunUniform',
  keras: 'LecunUniform',
  label: { en: 'LeCun uniform', zh: 'LeCun 均匀分布' },
  summary: {
    en: 'Uniform, its spread by the inputs alone; for SELU.',
    zh: '均匀分布，幅度仅由输入个数决定，适合 SELU。',
  },
  normal: false,
  variance: ({ into }) => 1 / into,
})
