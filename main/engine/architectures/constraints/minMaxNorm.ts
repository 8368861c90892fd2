// Constraint `minMaxNorm`: lengths are brought between two bounds, at once or by and by.
import { alongField, resized } from './constraint'
import type { Constraint } from './constraint'

export const minMaxNorm: Constraint = {
  name: 'minMaxNorm',
  label: { en: 'Length between bounds', zh: '长度在范围内' },
  summary: {
    en: 'Weights are scaled until their length lies between two bounds.',
    zh: '缩放权重使其长度处于两个界限之间。',
  },
  foreign: { keras: 'MinMaxNorm' },
  fields: [
    {
      kind: 'number',
      name: 'least',
      label: { en: 'Least length', zh: '最小长度' },
      help: { en: 'What is shorter is lengthened to this.', zh: '更短的会被拉长到该值。' },
      default: 0,
      min: 0,
      max: 1000,
    },
    {
      kind: 'number',
      name: 'limit',
      label: { en: 'Limit', zh: '上限' },
      help: { en: 'What is longer is shortened to this.', zh: '更长的会被缩短到该值。' },
      default: 1,
      min: 0.001,
      max: 1000,
    },
    {
      kind: 'number',
      name: 'rate',
      label: { en: 'Rate', zh: '速率' },
      help: { en: 'Which share of the way is taken at each step.', zh: '每一步完成的调整比例。' },
      default: 1,
      min: 0.001,
      max: 1,
    },
    alongField,
  ],
  apply(tf, weight, settings) {
    const [least, limit, rate] = [settings.least, settings.limit, settings.rate].map(Number) as [number, number, number]
    return resized(tf, weight, settings, (lengths) => {
      const clipped = tf.clipByValue(lengths, least, limit)
      return rate === 1 ? clipped : tf.add(tf.mul(clipped, rate), tf.mul(lengths, 1 - rate))
    })
  },
}
