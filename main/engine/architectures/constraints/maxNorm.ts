// Constraint `maxNorm`: what is longer than the limit is shortened to it (Srivastava et al. 2014).
import { alongField, resized } from './constraint'
import type { Constraint } from './constraint'

export const maxNorm: Constraint = {
  name: 'maxNorm',
  label: { en: 'Largest length', zh: '最大长度' },
  summary: { en: 'Weights longer than the limit are shortened to it.', zh: '长度超过上限的权重会缩短到上限。' },
  foreign: { keras: 'MaxNorm' },
  fields: [
    {
      kind: 'number',
      name: 'limit',
      label: { en: 'Limit', zh: '上限' },
      help: { en: 'The largest length; 1 to 4 is usual.', zh: '允许的最大长度；通常为 1 到 4。' },
      default: 2,
      min: 0.001,
      max: 1000,
    },
    alongField,
  ],
  apply: (tf, weight, settings) =>
    resized(tf, weight, settings, (lengths) => tf.minimum(lengths, Number(settings.limit))),
}
