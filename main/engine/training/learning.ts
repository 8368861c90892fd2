// What a step learns of histories besides the targets of their rows: made from the batch itself, as a part of every step.
import type * as tf from '@tensorflow/tfjs-node'
import type { Graph } from '../../../shared/records'
import { learningOf } from '../architectures'
import type { Learning, Network, PassResult } from '../architectures'
import type { Prepared } from '../workspace/prepared'
import type { Batch, TrainingSource } from './data'
import { lossFor } from './losses'

interface Learner {
  graph: Graph
  prepared: Prepared
  source?: TrainingSource
  /** Of the training settings. */
  settings: { loss: string }
}

/**
 * How the run learns, null where rows learn their targets alone: other tasks than the next item, networks that ask for nothing
 * else, and histories that are to be rebuilt by another loss than cross-entropy, which alone takes several items.
 */
export function learningFor({ graph, prepared, source, settings }: Learner): Learning | null {
  const { arrangement, facts } = prepared.preparation
  if (source !== undefined || arrangement?.task !== 'nextItem') return null
  const learning = learningOf(graph)
  if (learning?.kind !== 'itself') return learning
  return lossFor(facts.goal, settings.loss).name === 'categoricalCrossentropy' ? learning : null
}

/**
 * The rows that an epoch goes through, of all training rows: where every step of a history is learnt, those whose histories follow
 * one another without an overlap.
 */
export function epochRows(train: Int32Array, { window }: Prepared, learning: Learning | null): Int32Array {
  return learning === null || window === undefined ? train : train.filter((row) => window[row] === 1)
}

/** A batch as it is learnt from. */
export interface Learnt extends Batch {
  /** Which targets count, float32 of their shape; null when all do, or when the pass says it. */
  counts: tf.Tensor | null
}

/** The batch itself where nothing else is learnt. */
export function learnt({ tf: tensorflow, inputs }: Network, batch: Batch, learning: Learning | null): Learnt {
  if (learning === null) return { ...batch, counts: null }
  const place = inputs.findIndex(({ id }) => id === learning.input)
  const codes = tensorflow.cast(batch.inputs[place] as tf.Tensor, 'int32')
  const target = tensorflow.expandDims(tensorflow.cast(batch.targets[0] as tf.Tensor, 'int32'), 1)
  if (learning.kind === 'nextSteps') return { ...batch, ...following(tensorflow, codes, target) }
  const all = tensorflow.concat([codes, target], 1)
  const float = tensorflow.cast(all, 'float32')
  if (learning.kind === 'hiddenSteps') return { ...batch, targets: [float], counts: null }
  return {
    ...batch,
    inputs: batch.inputs.map((input, index) => (index === place ? all : input)),
    targets: [float],
    counts: null,
  }
}

/** The item after each step, the target after the last one; padding learns nothing. */
function following(tensorflow: typeof tf, codes: tf.Tensor, target: tf.Tensor): Pick<Learnt, 'targets' | 'counts'> {
  const [rows = 0, length = 0] = codes.shape
  const rest = tensorflow.slice(codes, [0, 1], [rows, length - 1])
  const next = tensorflow.concat([rest, tensorflow.zeros([rows, 1], 'int32')], 1)
  // Behind the last item there is nothing more, or padding: both are 0.
  const last = tensorflow.cast(tensorflow.equal(next, 0), 'int32')
  const targets = tensorflow.add(next, tensorflow.mul(last, target))
  const counts = tensorflow.cast(tensorflow.greater(codes, 0), 'float32')
  return { targets: [tensorflow.cast(targets, 'float32')], counts }
}

/** Which targets of a pass count [rows, time]: those of the batch, or what its layers have hidden. */
export function countsOf(batch: Batch | Learnt, pass: PassResult, head: number): tf.Tensor | null {
  return ('counts' in batch ? batch.counts : null) ?? pass.hidden ?? pass.masks[head] ?? null
}

/**
 * Liang et al. 2018: the sum of -ln softmax over the items of each history [rows], each once however often it is in there, from
 * logits [rows, items] and codes [rows, length], 0 for padding.
 */
export function rebuilt(tensorflow: typeof tf, logits: tf.Tensor, codes: tf.Tensor): tf.Tensor {
  const [rows = 0, items = 0] = logits.shape
  const first = tensorflow.mul(
    tensorflow.expandDims(tensorflow.range(0, rows, 1, 'int32'), 1),
    tensorflow.scalar(items, 'int32'),
  )
  const places = tensorflow.reshape(tensorflow.add(tensorflow.cast(codes, 'int32'), first), [-1]) as tf.Tensor1D
  const counts = tensorflow.unsortedSegmentSum(tensorflow.ones([places.size]), places, rows * items)
  const known = tensorflow.slice(tensorflow.reshape(counts, [rows, items]), [0, 1], [rows, items - 1])
  const marks = tensorflow.pad(tensorflow.minimum(known, 1), [
    [0, 0],
    [1, 0],
  ])
  const largest = tensorflow.max(logits, -1, true)
  const shifted = tensorflow.sub(logits, largest)
  const log = tensorflow.log(tensorflow.sum(tensorflow.exp(shifted), -1, true))
  return tensorflow.sum(tensorflow.mul(marks, tensorflow.sub(log, shifted)), -1)
}
