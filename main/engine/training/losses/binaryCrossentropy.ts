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
    const positive = tf.clipByValue(tf.reshape(outputs, [-1]), probabilityMargin, 1 - probabilityMargin)
    const opposite = tf.sub(1, targets)
    const likelihood = tf.add(tf.mul(targets, tf.log(positive)), tf.mul(opposite, tf.log(tf.sub(1, positive))))
    return tf.neg(likelihood) as ReturnType<Loss['perRow']>
  },
}
