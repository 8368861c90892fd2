// Loss `cosine`: the direction of the outputs is to be that of the truth; how large they are does not count.
import type { Loss } from './loss'

/**
 * 1 - cosine of outputs and truth (Keras's `CosineSimilarity` with 1 added; Barz and Denzler 2020 for classes). The truth is a 1 at
 * the class, or several numbers of a row. Lengths are at least 1e-6.
 */
export const cosine: Loss = {
  name: 'cosine',
  label: { en: 'Cosine', zh: '余弦损失' },
  summary: {
    en: 'The direction of the outputs is to be that of the truth; steady with few rows and many classes.',
    zh: '要求输出与真实值方向一致；样本少、类别多时较稳定。',
  },
  foreign: { keras: 'CosineSimilarity', torch: 'CosineEmbeddingLoss' },
  goals: ['multiclass'],
  activations: ['softmax'],
  smooths: false,
  fields: [],
  perRow(tf, { targets, outputs }) {
    const classes = outputs.shape.at(-1) as number
    const truth =
      targets.rank === outputs.rank ? targets : tf.oneHot(tf.cast(targets, 'int32'), classes, 1, 0, 'float32')
    const sum = (x: typeof outputs) => tf.sum(x, -1)
    const lengths = tf.mul(sum(tf.square(outputs)), sum(tf.square(truth)))
    return tf.sub(1, tf.mul(sum(tf.mul(outputs, truth)), tf.rsqrt(tf.maximum(lengths, 1e-12))))
  },
}
