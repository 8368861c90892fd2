// Loss `margin`: the truth is to stand above every other class by a margin; what does so already counts no more.
import type { NumberField } from '../../../../shared/fields'
import { numberOf } from '../values'
import { allScores } from './candidates'
import type { Loss } from './loss'

const lossMargin: NumberField = {
  kind: 'number',
  name: 'lossMargin',
  label: { en: 'Margin', zh: '间隔' },
  help: {
    en: 'By how much the score of the truth is to be larger than that of any other class.',
    zh: '真实类别的得分应比其他类别高出的量。',
  },
  default: 1,
  min: 0.001,
  max: 1000,
}

/** Over all triplets of a row, its truth and another class: the sum of max(0, margin - z of the truth + z of the other) / classes. */
export const margin: Loss = {
  name: 'margin',
  label: { en: 'Margin (triplets)', zh: '间隔损失（三元组）' },
  summary: {
    en: 'The truth is to stand above each other class by a margin; for rankings where a lead is enough.',
    zh: '要求真实类别高出其他每个类别一个间隔；适用于领先即可的排序。',
  },
  foreign: { keras: null, torch: 'MultiMarginLoss' },
  goals: ['multiclass'],
  activations: ['softmax'],
  smooths: false,
  fields: [lossMargin],
  perRow(tf, call) {
    const { z, chosen } = allScores(tf, call)
    const own = tf.sum(tf.mul(z, chosen), -1, true)
    const behind = tf.relu(tf.add(tf.sub(z, own), numberOf(call.settings, lossMargin)))
    return tf.reshape(tf.mean(tf.mul(behind, tf.sub(1, chosen)), -1), call.targets.shape)
  },
}
