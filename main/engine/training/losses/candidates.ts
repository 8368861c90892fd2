// Scores of some classes alone, for losses that compare the truth with a few: without those of all others where that can be.
import type * as tf from '@tensorflow/tfjs-node'
import type { NumberField } from '../../../../shared/fields'
import { drawn } from '../draws'
import { numberOf } from '../values'
import { probabilityMargin } from './loss'
import type { LossCall, Sampling } from './loss'

type Tensorflow = typeof tf

export const negatives: NumberField = {
  kind: 'integer',
  name: 'negatives',
  label: { en: 'Negatives', zh: '负样本数' },
  help: {
    en: 'How many classes or items are drawn at each step to compare the truth with; the batch shares them.',
    zh: '每一步抽取多少个类别或物品与真实值比较；同一批次共用。',
  },
  default: 256,
  min: 1,
  max: 65_536,
}

export const samplingPower: NumberField = {
  kind: 'number',
  name: 'samplingPower',
  label: { en: 'Drawn by popularity', zh: '按流行度抽取' },
  help: {
    en: '0 draws all alike, 1 as often as they come in the training rows, what lies between less so.',
    zh: '0 表示等概率抽取，1 表示按训练行中的出现次数抽取，介于其间则程度较弱。',
  },
  default: 0,
  min: 0,
  max: 1,
}

/** Far below every score. */
export const unseen = -1e9

export interface Compared {
  /** [rows] int32: the true class of each row. */
  codes: tf.Tensor
  /** [rows] */
  own: tf.Tensor
  /** [candidates] int32 */
  ids: tf.Tensor
  /** [rows, candidates] */
  others: tf.Tensor
  /** [rows, candidates]: 1 where a candidate is the true class itself, else 0. */
  hits: tf.Tensor
}

/** The scores of the truth and of drawn classes; rows and steps of sequences are rows alike. */
export function compared(tensorflow: Tensorflow, call: LossCall, { random, draws }: Drawing): Compared {
  const codes = tensorflow.reshape(tensorflow.cast(call.targets, 'int32'), [call.targets.size])
  const ids = drawn(tensorflow, random, draws, numberOf(call.settings, negatives))
  const hits = tensorflow.cast(
    tensorflow.equal(tensorflow.expandDims(codes, 1), tensorflow.expandDims(ids, 0)),
    'float32',
  )
  return { codes, ids, hits, ...scoresOf(tensorflow, call, codes, ids) }
}

/** Sampling while training. */
export type Drawing = Sampling & { random: NonNullable<Sampling['random']> }

/** Null outside training. */
export function drawing({ sampling }: LossCall): Drawing | null {
  return sampling === undefined || sampling.random === null ? null : { ...sampling, random: sampling.random }
}

function scoresOf(
  tensorflow: Tensorflow,
  call: LossCall,
  codes: tf.Tensor,
  ids: tf.Tensor,
): Pick<Compared, 'own' | 'others'> {
  const { query, rows } = factorsOf(tensorflow, call)
  const count = codes.size
  // One look-up of both: a table's gradients are sorted once.
  const looked = rows(tensorflow.concat([codes, ids]))
  const [truth, drawnRows] = tensorflow.split(looked.rows, [count, ids.size]) as [tf.Tensor, tf.Tensor2D]
  const own = tensorflow.sum(tensorflow.mul(query, truth), -1)
  const others = tensorflow.matMul(query, drawnRows, false, true)
  if (looked.bias === null) return { own, others }
  const [ownBias, bias] = tensorflow.split(looked.bias, [count, ids.size]) as [tf.Tensor, tf.Tensor]
  return { own: tensorflow.add(own, ownBias), others: tensorflow.add(others, bias) }
}

export interface Factors {
  /** [rows, width] */
  query: tf.Tensor2D
  /** Of classes at [n] int32: what the query is multiplied by [n, width], and what is added [n]. */
  rows(ids: tf.Tensor): { rows: tf.Tensor; bias: tf.Tensor | null }
}

/** Scores as products: of a table's rows, of a kernel's columns, or, where neither is known, of all scores with a 1 at the class. */
export function factorsOf(tensorflow: Tensorflow, { targets, outputs, logits }: LossCall): Factors {
  const flat = (x: tf.Tensor) => tensorflow.reshape(x, [targets.size, -1]) as tf.Tensor2D
  if (logits?.scoring !== undefined) {
    const { query, rows } = logits.scoring
    return { query: flat(query), rows: (ids) => ({ rows: rows(ids), bias: null }) }
  }
  if (logits?.product !== undefined) {
    const { x, kernel, bias } = logits.product
    return {
      query: flat(x),
      rows: (ids) => ({
        rows: tensorflow.transpose(tensorflow.gather(kernel, ids, 1)),
        bias: tensorflow.gather(bias, ids),
      }),
    }
  }
  const known =
    logits?.kind === 'softmax' ? logits.tensor : tensorflow.log(tensorflow.maximum(outputs, probabilityMargin))
  const classes = outputs.shape.at(-1) as number
  return { query: flat(known), rows: (ids) => ({ rows: tensorflow.oneHot(ids, classes, 1, 0, 'float32'), bias: null }) }
}

/** All scores [rows, classes], and the true classes [rows], for what is computed exactly outside training. */
export function allScores(tensorflow: Tensorflow, call: LossCall): { z: tf.Tensor; chosen: tf.Tensor } {
  const classes = call.outputs.shape.at(-1) as number
  const { logits, outputs } = call
  const known =
    logits?.kind === 'softmax' ? logits.tensor : tensorflow.log(tensorflow.maximum(outputs, probabilityMargin))
  const codes = tensorflow.reshape(tensorflow.cast(call.targets, 'int32'), [call.targets.size])
  return {
    z: tensorflow.reshape(known, [call.targets.size, classes]),
    chosen: tensorflow.oneHot(codes, classes, 1, 0, 'float32'),
  }
}
