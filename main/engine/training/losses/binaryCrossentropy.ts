// Loss `binaryCrossentropy`: for a target of two values and one sigmoid output.
import { probabilityMargin } from './loss'
import type { Loss } from './loss'

/** -(y ln p + (1 - y) ln(1 - p)), averaged over the rows; its gradient at the sigmoid's input is p - y. */
export const binaryCrossentropy: Loss = {
  name: 'binaryCrossentropy',
  label: { en: 'Binary cross-entropy (mean)', zh: '二元交叉熵（平均）' },
  summary: {
    en: 'Minus the logarithm of the probability of the true value, averaged over rows.',
    zh: '真实取值的概率的负对数，对各行取平均。',
  },
  foreign: { keras: 'BinaryCrossentropy' },
  goals: ['binary'],
  perRow(tf, targets, outputs) {
    const positive = tf.reshape(outputs, [-1])
    // p for a target of 1, 1 - p for 0: one logarithm a row instead of two, half the operations of a step.
    const given = tf.add(tf.sub(1, targets), tf.mul(positive, tf.sub(tf.mul(targets, 2), 1)))
    return tf.neg(tf.log(tf.maximum(given, probabilityMargin))) as ReturnType<Loss['perRow']>
  },
}
