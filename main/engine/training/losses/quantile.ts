// Loss `quantile`: for a bound that a share of the targets stays below, instead of their mean.
import { numberOf } from '../values'
import type { NumberField } from '../../../../shared/fields'
import { ofErrors } from './pairs'
import type { Loss } from './loss'

const quantileShare: NumberField = {
  kind: 'number',
  name: 'quantile',
  label: { en: 'Quantile', zh: '分位数' },
  help: {
    en: 'The share of targets that should lie below the prediction; 0.5 is the median.',
    zh: '应低于预测值的目标所占比例；0.5 即中位数。',
  },
  default: 0.5,
  min: 0.001,
  max: 0.999,
}

/** max(q (y - p), (q - 1) (y - p)), the pinball loss (Koenker and Bassett 1978): its minimum is the quantile q. */
export const quantile: Loss = {
  name: 'quantile',
  label: { en: 'Quantile (pinball)', zh: '分位数损失（Pinball）' },
  summary: {
    en: 'Predicts the value that a chosen share of the targets stays below.',
    zh: '预测一个值，使选定比例的目标低于它。',
  },
  foreign: { keras: null, torch: null },
  goals: ['regression'],
  activations: ['linear'],
  smooths: false,
  fields: [quantileShare],
  perRow: (tf, call) =>
    ofErrors(tf, call, (error) => {
      const share = numberOf(call.settings, quantileShare)
      return tf.maximum(tf.mul(error, -share), tf.mul(error, 1 - share))
    }),
}
