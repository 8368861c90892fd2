// Initialiser `lecunNormal`: truncated normal with variance 1 / into.
import { scaled } from './scaled'

export const lecunNormal = scaled({
  name: 'lecunNormal',
  keras: 'LecunNormal',
  label: { en: 'LeCun normal', zh: 'LeCun 正态分布' },
  summary: {
    en: 'Normal, its spread by the inputs alone; for SELU.',
    zh: '正态分布，幅度仅由输入个数决定，适合 SELU。',
  },
  normal: true,
  variance: ({ into }) => 1 / into,
})
