// The loss of a batch: each row's, and with sequences each step's, weighed, summed and divided by how many count.
import type * as tf from '@tensorflow/tfjs-node'
import type { Settings } from '../../../shared/fields'
import { sizeOf } from '../architectures'
import type { Learning, Network, PassResult } from '../architectures'
import { blockedSoftmax, goesByBlocks } from './blockedSoftmax'
import type { Batch } from './data'
import type { Draws } from './draws'
import { countsOf, rebuilt } from './learning'
import type { Learnt } from './learning'
import { probabilityMargin } from './losses'
import type { Loss, LossCall } from './losses'
import { samplingOf } from './sampling'

/** What one output of the network is trained for. */
export interface Head {
  loss: Loss
  /** From 0 to 1; see `LossCall.smoothing`. */
  smoothing: number
  /** Where its first class lies in `classWeights`; null for a number to predict. */
  firstClass: number | null
}

export interface LossScalars {
  /** The weight of each class in the loss, those of all heads behind one another; read when the step weighs classes. */
  classWeights: tf.Tensor
  /** [heads]: how much each output's loss counts. */
  headWeights: tf.Tensor
  /** How losses that compare with a few classes draw them. */
  draws: Draws
}

export interface LossParts {
  network: Network
  /** Of the run: losses that draw do so by it. */
  seed: number
  heads: readonly Head[]
  settings: Settings
  weighsClasses: boolean
  learning: Learning | null
}

/** The sum over the heads of weight x (sum of weighed losses / number of rows, or of the steps that a mask lets count). */
export function lossOf(
  parts: LossParts,
  batch: Batch | Learnt,
  pass: PassResult,
  scalars: LossScalars & { step: tf.Scalar },
): tf.Scalar {
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

/**
 * For each head the sum of its weighed losses and how many count; `valid` [rows] leaves out rows that only fill a batch. The `step`
 * is there while training alone.
 */
export function lossSums(
  parts: LossParts,
  batch: Batch | Learnt,
  pass: PassResult,
  { classWeights, draws, step = null }: LossScalars & { step?: tf.Scalar | null },
  valid: tf.Tensor | null = null,
): LossSum[] {
  const { tf: tensorflow } = parts.network
  return parts.heads.map((head, index) => {
    const targets = batch.targets[index] as tf.Tensor
    // As losses have it: several labels of a row, which have the outputs' own shape, are one loss.
    const isOne = pass.outputs[index]?.rank === targets.rank
    const shape = isOne ? targets.shape.slice(0, -1) : targets.shape
    const rebuilds = isOne && parts.learning?.kind === 'itself'
    const counting = countingOf(tensorflow, shape, countsOf(batch, pass, index), valid)
    const weights = [
      ...(counting === null ? [] : [counting]),
      ...(batch.weights === null ? [] : [spread(tensorflow, batch.weights, shape)]),
      ...(parts.weighsClasses && !rebuilds && head.firstClass !== null
        ? [classWeightsOf(tensorflow, classWeights, targets, head.firstClass)]
        : []),
    ]
    const count = counting === null ? tensorflow.scalar(sizeOf(shape)) : tensorflow.maximum(tensorflow.sum(counting), 1)
    const weight = weights.length === 0 ? null : weights.reduce((product, one) => tensorflow.mul(product, one))
    const sampled = { network: parts.network, seed: parts.seed, head: index, draws, valid, step }
    const more = head.loss.samples === undefined ? {} : { sampling: samplingOf(sampled, batch) }
    const sum = weighedSum(parts, { head, targets, pass, index, shape, weight, rebuilds, more })
    return { sum, count: count as tf.Scalar }
  })
}

interface WeighedHead {
  head: Head
  targets: tf.Tensor
  pass: PassResult
  index: number
  /** Of the losses: [rows], or [rows, time]. */
  shape: number[]
  /** Of that shape, null when all count the same. */
  weight: tf.Tensor | null
  /** The targets are the codes of all items of the history, which are to be given back. */
  rebuilds: boolean
  /** For losses that sample. */
  more: Pick<LossCall, 'sampling'>
}

function weighedSum(
  { network, settings }: LossParts,
  { head, targets, pass, index, shape, weight, rebuilds, more }: WeighedHead,
): tf.Scalar {
  const { tf: tensorflow } = network
  const { loss, smoothing } = head
  const logits = pass.logits[index] ?? null
  if (rebuilds) {
    const scores =
      logits?.tensor ?? tensorflow.log(tensorflow.maximum(pass.outputs[index] as tf.Tensor, probabilityMargin))
    const each = rebuilt(tensorflow, scores, targets)
    return tensorflow.sum(weight === null ? each : tensorflow.mul(each, weight))
  }
  const product = loss.name === 'categoricalCrossentropy' && smoothing === 0 ? logits?.product : undefined
  if (product !== undefined && goesByBlocks(product)) {
    return blockedSoftmax(tensorflow, product, targets, weight ?? tensorflow.ones(shape))
  }
  const outputs = pass.outputs[index] as tf.Tensor
  const losses = loss.perRow(tensorflow, { targets, outputs, logits, smoothing, settings, ...more })
  return tensorflow.sum(weight === null ? losses : tensorflow.mul(losses, weight))
}

/** 1 where a loss counts and 0 where it does not, of their shape; null when all do. */
function countingOf(
  tensorflow: typeof tf,
  shape: number[],
  mask: tf.Tensor | null,
  valid: tf.Tensor | null,
): tf.Tensor | null {
  const masked = mask === null || shape.length < 2 ? null : tensorflow.cast(mask, 'float32')
  if (valid === null) return masked
  return tensorflow.mul(masked ?? tensorflow.ones(shape), spread(tensorflow, valid, shape))
}

function classWeightsOf(tensorflow: typeof tf, classWeights: tf.Tensor, targets: tf.Tensor, first: number): tf.Tensor {
  const codes = tensorflow.cast(targets, 'int32')
  const places = first === 0 ? codes : tensorflow.add(codes, tensorflow.scalar(first, 'int32'))
  return tensorflow.gather(classWeights, places)
}

/** A weight for each row in the shape of the losses. */
function spread(tensorflow: typeof tf, weights: tf.Tensor, shape: number[]): tf.Tensor {
  if (shape.length === 1) return weights
  const column = tensorflow.reshape(weights, [shape[0] as number, ...shape.slice(1).map(() => 1)])
  return tensorflow.mul(column, tensorflow.ones(shape))
}
