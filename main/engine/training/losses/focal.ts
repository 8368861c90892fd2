// Loss `focal`: cross-entropy that looks away from rows which the network is sure of already.
import type * as tf from '@tensorflow/tfjs-node'
import type { NumberField } from '../../../../shared/fields'
import { numberOf } from '../values'
import { ofBinary, ofClasses } from './crossentropy'
import { probabilityMargin } from './loss'
import type { Loss } from './loss'

const focusing: NumberField = {
  kind: 'number',
  name: 'focusing',
  label: { en: 'Focusing', zh: '聚焦系数' },
  help: {
    en: 'The larger, the less rows count that the network is sure of; 0 is plain cross-entropy.',
    zh: '越大则网络已有把握的样本权重越小；0 即普通交叉熵。',
  },
  default: 2,
  min: 0,
  max: 10,
}

/** (1 - p)^focusing x -ln p, with p the probability of the true value or class (Lin et al. 2017); weights of classes are a setting of their own. */
export const focal: Loss = {
  name: 'focal',
  label: { en: 'Focal cross-entropy', zh: '焦点交叉熵（Focal）' },
  summary: {
    en: 'Cross-entropy that counts easy rows less; for rare classes.',
    zh: '降低易分样本权重的交叉熵；适用于稀有类别。',
  },
  foreign: { keras: 'BinaryFocalCrossentropy', torch: null },
  goals: ['binary', 'multiclass'],
  activations: ['sigmoid', 'softmax'],
  smooths: false,
  fields: [focusing],
  perRow(tf, call) {
    const share = numberOf(call.settings, focusing)
    const plain = { ...call, smoothing: 0 }
    const ofOne = call.targets.rank === call.outputs.rank || call.outputs.shape.at(-1) === 1
    const weigh = (losses: tf.Tensor) => tf.mul(losses, tf.pow(missing(tf, losses), share))
    return ofOne ? ofBinary(tf, plain, weigh) : weigh(ofClasses(tf, plain))
  },
}

/** 1 - p from -ln p, without loss where p is near 1; never 0, where a root would have no gradient. */
function missing(tensorflow: typeof tf, losses: tf.Tensor): tf.Tensor {
  return tensorflow.maximum(tensorflow.neg(tensorflow.expm1(tensorflow.neg(losses))), probabilityMargin)
}
