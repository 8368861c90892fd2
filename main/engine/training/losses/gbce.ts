// Loss `gbce`: yes or no for the truth and for drawn classes, without the overconfidence that few drawn ones bring.
import type * as tf from '@tensorflow/tfjs-node'
import type { NumberField } from '../../../../shared/fields'
import { numberOf } from '../values'
import { allScores, compared, drawing, negatives, samplingPower } from './candidates'
import type { Loss, LossCall } from './loss'

const calibration: NumberField = {
  kind: 'number',
  name: 'calibration',
  label: { en: 'Calibration', zh: '校准' },
  help: {
    en: '0 is plain binary cross-entropy with drawn negatives, 1 gives probabilities as if all items had been compared.',
    zh: '0 为使用抽取负样本的普通二元交叉熵；1 给出如同与全部物品比较过的概率。',
  },
  default: 0.75,
  min: 0,
  max: 1,
}

/**
 * Petrov and Macdonald 2023: (-beta ln sigmoid(z of the truth) - sum over k drawn classes of ln(1 - sigmoid(z))) / (k + 1), with
 * a = k / (classes - 1) and beta = a (t (1 - 1 / a) + 1 / a); t is the calibration. A drawn class that is the truth does not count.
 * Outside training the sum is what it is on average over all draws.
 */
export const gbce: Loss = {
  name: 'gbce',
  label: { en: 'Generalised binary cross-entropy (gBCE)', zh: '广义二元交叉熵（gBCE）' },
  summary: {
    en: 'The true item yes, drawn items no, with calibrated confidence; for large catalogues, as in gSASRec.',
    zh: '真实物品为是，抽取的物品为否，并校准置信度；适用于大型物品库，如 gSASRec。',
  },
  foreign: { keras: null, torch: null },
  goals: ['multiclass'],
  activations: ['softmax'],
  smooths: false,
  samples: 'classes',
  fields: [negatives, samplingPower, calibration],
  perRow(tensorflow, call) {
    const count = numberOf(call.settings, negatives)
    const { own, rest } = parts(tensorflow, call, count)
    const share = Math.min(1, count / Math.max(1, (call.outputs.shape.at(-1) as number) - 1))
    const power = numberOf(call.settings, calibration) * (share - 1) + 1
    const sum = tensorflow.add(tensorflow.mul(tensorflow.softplus(tensorflow.neg(own)), power), rest)
    return tensorflow.reshape(tensorflow.div(sum, count + 1), call.targets.shape)
  },
}

/** The score of the truth, and -ln(1 - sigmoid) of `count` drawn classes together, [rows] each. */
function parts(tensorflow: typeof tf, call: LossCall, count: number): { own: tf.Tensor; rest: tf.Tensor } {
  const how = drawing(call)
  if (how !== null) {
    const { own, others, hits } = compared(tensorflow, call, how)
    return { own, rest: tensorflow.sum(tensorflow.mul(tensorflow.softplus(others), tensorflow.sub(1, hits)), -1) }
  }
  const { z, chosen } = allScores(tensorflow, call)
  const classes = z.shape[1] as number
  const shares = call.sampling?.draws.shares ?? tensorflow.fill([classes], 1 / classes)
  const losses = tensorflow.mul(tensorflow.softplus(z), tensorflow.sub(1, chosen))
  const rest = tensorflow.sum(tensorflow.mul(losses, tensorflow.mul(shares, count)), -1)
  return { own: tensorflow.sum(tensorflow.mul(z, chosen), -1), rest }
}
