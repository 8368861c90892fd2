// Initialiser `glorotNormal`: truncated normal with variance 2 / (into + out).
import { scaled } from './scaled'

export const glorotNormal = scaled({
  name: 'glorotNormal',
  keras: 'GlorotNormal',
  label: { en: 'Glorot normal', zh: 'Glorot 正态分布' },
  summary: {
    en: 'Normal, its spread balanced between inputs and outputs.',
    zh: '正态分布，幅度兼顾输入与输出个数。',
  },
  normal: true,
  variance: ({ into, out }) => 2 / (into + out),
})
