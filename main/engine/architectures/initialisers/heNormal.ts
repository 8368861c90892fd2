// Initialiser `heNormal`: truncated normal with variance 2 / into.
import { scaled } from './scaled'

export const heNormal = scaled({
  name: 'heNormal',
  keras: 'HeNormal',
  label: { en: 'He normal', zh: 'He 正态分布' },
  summary: {
    en: 'Normal, wider, made for ReLU and its kin.',
    zh: '正态分布，幅度更大，适合 ReLU 一类激活函数。',
  },
  normal: true,
  variance: ({ into }) => 2 / into,
})
