// The loss of a batch: each row's, and with sequences each step's, weighed, summed and divided by how many count.
import type * as tf from '@tensorflow/tfjs-node'
import type { Settings } from '../../../shared/fields'
import type { Network, PassResult } from '../architectures'
import type { Batch } from './data'
import type { Loss } from './losses'

/** What one output of the network is trained for. */
export interface Head {
  loss: Loss
  /** From 0 to 1; see `LossCall.smoothing`. */
  smoothing: number
}

export interface LossScalars {
  /** The weight of each class in the loss; read when the step weighs classes. */
  classWeights: tf.Tensor
  /** [heads]: how much each output's loss counts. */
  headWeights: tf.Tensor
}

export interface LossParts {
  network: Network
  heads: readonly Head[]
  settings: Settings
  weighsClasses: boolean
}

/** The sum over the heads of weight x (sum of weighed losses / number of rows, or of the steps that a mask lets count). */
export function lossOf(parts: LossParts, batch: Batch, pass: PassResult, scalars: LossScalars): tf.Scalar {
  const { tf: tensorflow } = parts.network
  const sums = lossSums(parts, batch, pass, scalars)
  const means = sums.map(({ sum, count }) => tensorflow.div(sum, count))
  const [only] = means
  if (means.length === 1 && only !== undefined) return only as tf.Scalar
  return tensorflow.sum(tensorflow.mul(tensorflow.stack(means), scalars.headWeights))
}

export interface LossSum {
  sum: tf.Scalar
  count: tf.Scalar
}

/** For each head the sum of its weighed losses and how many count; `valid` [rows] leaves out rows that only fill a batch. */
export function lossSums(
  parts: LossParts,
  batch: Batch,
  pass: PassResult,
  { classWeights }: LossScalars,
  valid: tf.Tensor | null = null,
): LossSum[] {
  const { tf: tensorflow } = parts.network
  return parts.heads.map(({ loss, smoothing }, index) => {
    const targets = batch.targets[index] as tf.Tensor
    const logits = pass.logits[index] ?? null
    const call = { targets, outputs: pass.outputs[index] as tf.Tensor, logits, smoothing, settings: parts.settings }
    const losses = loss.perRow(tensorflow, call)
    const counting = countingOf(tensorflow, losses, pass.masks[index] ?? null, valid)
    const weights = [batch.weights, parts.weighsClasses ? classWeightsOf(tensorflow, classWeights, targets) : null]
    let weighed = counting === null ? losses : tensorflow.mul(losses, counting)
    for (const weight of weights) {
      if (weight !== null) weighed = tensorflow.mul(weighed, spread(tensorflow, weight, losses))
    }
    const count = counting === null ? tensorflow.scalar(losses.size) : tensorflow.maximum(tensorflow.sum(counting), 1)
    return { sum: tensorflow.sum(weighed), count: count as tf.Scalar }
  })
}

/** 1 where a loss counts and 0 where it does not, of its shape; null when all do. */
function countingOf(
  tensorflow: typeof tf,
  losses: tf.Tensor,
  mask: tf.Tensor | null,
  valid: tf.Tensor | null,
): tf.Tensor | null {
  const masked = mask === null || losses.rank < 2 ? null : tensorflow.cast(mask, 'float32')
  if (valid === null) return masked
  const rows = spread(tensorflow, valid, losses)
  return tensorflow.mul(rows, masked ?? tensorflow.onesLike(losses))
}

function classWeightsOf(tensorflow: typeof tf, classWeights: tf.Tensor, targets: tf.Tensor): tf.Tensor {
  return tensorflow.gather(classWeights, tensorflow.cast(targets, 'int32'))
}

/** A weight for each row as it is multiplied with losses of more axes. */
function spread(tensorflow: typeof tf, weights: tf.Tensor, losses: tf.Tensor): tf.Tensor {
  if (weights.rank === losses.rank) return weights
  return tensorflow.reshape(weights, [weights.shape[0] as number, ...new Array<number>(losses.rank - 1).fill(1)])
}
