// Initialiser `heUniform`: uniform with variance 2 / into.
import { scaled } from './scaled'

export const heUniform = scaled({
  name: 'heUniform',
  keras: 'HeUniform',
  label: { en: 'He uniform', zh: 'He 均匀分布' },
  summary: {
    en: 'Uniform, wider, made for ReLU and its kin.',
    zh: '均匀分布，幅度更大，适合 ReLU 一类激活函数。',
  },
  normal: false,
  variance: ({ into }) => 2 / into,
})
