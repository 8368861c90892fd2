// Loss `categoricalCrossentropy`: for a target of several classes, given as codes, and a softmax output.
import { probabilityMargin } from './loss'
import type { Loss } from './loss'

/** -ln p(true class), averaged over the rows. */
export const categoricalCrossentropy: Loss = {
  name: 'categoricalCrossentropy',
  label: { en: 'Categorical cross-entropy (mean)', zh: '多类交叉熵（平均）' },
  summary: {
    en: 'Minus the logarithm of the probability of the true class, averaged over rows.',
    zh: '真实类别的概率的负对数，对各行取平均。',
  },
  foreign: { keras: 'SparseCategoricalCrossentropy' },
  goals: ['multiclass'],
  perRow(tf, targets, outputs) {
    const chosen = tf.oneHot(tf.cast(targets, 'int32'), outputs.shape[1], 1, 0, 'float32')
    const given = tf.sum(tf.mul(chosen, outputs), -1)
    return tf.neg(tf.log(tf.maximum(given, probabilityMargin))) as ReturnType<Loss['perRow']>
  },
}
