// Initialiser `glorotUniform`: uniform with variance 2 / (into + out).
import { scaled } from './scaled'

export const glorotUniform = scaled({
  name: 'glorotUniform',
  keras: 'GlorotUniform',
  label: { en: 'Glorot uniform', zh: 'Glorot 均匀分布' },
  summary: {
    en: 'Uniform, its spread balanced between inputs and outputs: the usual choice.',
    zh: '均匀分布，幅度兼顾输入与输出个数，是常用的选择。',
  },
  normal: false,
  variance: ({ into, out }) => 2 / (into + out),
})
