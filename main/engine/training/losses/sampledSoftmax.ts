// Loss `sampledSoftmax`: cross-entropy of the truth among drawn classes, for catalogues that are too large to go through at each step.
import { logShares } from '../draws'
import { compared, drawing, negatives, samplingPower, unseen } from './candidates'
import { fromLogits, ofClasses } from './crossentropy'
import type { Loss } from './loss'

/**
 * -ln softmax over the truth and the drawn classes of z - ln(how often a class is drawn) (Jean et al. 2015; TensorFlow's
 * `sampled_softmax_loss`); a drawn class that is the truth does not count. Outside training it is over all classes.
 */
export const sampledSoftmax: Loss = {
  name: 'sampledSoftmax',
  label: { en: 'Sampled softmax', zh: '采样 Softmax' },
  summary: {
    en: 'Cross-entropy of the truth among a few drawn items; a step takes the same time however many items there are.',
    zh: '真实值在少量抽取物品中的交叉熵；无论物品多少，每一步耗时相同。',
  },
  foreign: { keras: null, torch: null },
  goals: ['multiclass'],
  activations: ['softmax'],
  smooths: false,
  samples: 'classes',
  fields: [negatives, samplingPower],
  perRow(tf, call) {
    const how = drawing(call)
    if (how === null) return ofClasses(tf, { ...call, smoothing: 0 })
    const { codes, ids, own, others, hits } = compared(tf, call, how)
    const truth = tf.expandDims(tf.sub(own, logShares(tf, how.draws, codes)), 1)
    const rest = tf.add(tf.sub(others, logShares(tf, how.draws, ids)), tf.mul(hits, unseen))
    const logits = tf.concat([truth, rest], 1)
    const losses = fromLogits(tf, { codes: tf.zeros([codes.size], 'int32'), logits, smoothing: 0 })
    return tf.reshape(losses, call.targets.shape)
  },
}
