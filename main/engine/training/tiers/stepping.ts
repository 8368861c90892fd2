// A run's step as every tier takes it: tensors in a row in, tensors in a row out, and what is wanted of each step packed.
import type * as tf from '@tensorflow/tfjs-node'
import { sizeOf } from '../../architectures'
import type { Network } from '../../architectures'
import type { Batch, TrainingData } from '../data'
import { stateOf, tensorsOf } from '../state'
import type { TrainState } from '../state'
import { makeStep } from '../step'
import { tidied } from '../tidied'
import type { StepParts, StepScalars } from '../step'

/** A step whose state, arguments and results are plain lists of tensors. */
export interface Stepping {
  tf: typeof tf
  /** Brings rows to the native side for a call; `room`: rows that every call of a program has room for. */
  feed(rows: Int32Array, room: number): Arguments
  /** Most rows that a call should ask for. */
  mostRows: number
  /** `now`: row numbers [rows] int32, learning rate []. Results are the caller's. */
  take(state: readonly tf.Tensor[], fixed: readonly tf.Tensor[], now: readonly tf.Tensor[]): Taken
  /** Output numbers of a row of a step that are kept, 0 when none are. */
  keptWidth: number
  wants: StepParts['wants']
}

/** What stays the same over the steps of a call. */
export interface Arguments {
  /** The data, weights of classes and heads, clipping limits. */
  fixed: tf.Tensor[]
  /** The rows that were asked for, by their numbers in that data. */
  indices: Int32Array
  release(): void
}

export interface Taken {
  state: tf.Tensor[]
  /**
   * Loss, objective and, where wanted, gradient norm: [2 or 3]; then, where wanted, health [layers, 2]; then, where they are
   * kept, the outputs [rows, width].
   */
  kept: tf.Tensor[]
}

/** Arguments of a step that no step changes, each a tensor. */
export type FixedScalars = Omit<StepScalars, 'learningRate'>

interface SteppingInput {
  parts: StepParts
  data: TrainingData
  scalars: FixedScalars
  /** Any state of the run: how its tensors are laid out. */
  like: TrainState
}

/** Outputs wider than this are not kept of every row: a catalogue of items would fill the memory. */
const widestOutput = 64

/** Of each row in evaluation, over all outputs; 0 when they are too many, or no target is known for one. */
export function keptWidthOf({ outputs }: Network, targets: number): number {
  const width = outputs.reduce((sum, { shape }) => sum + sizeOf(shape), 0)
  return outputs.length === targets && width <= widestOutput ? width : 0
}

/** The outputs of a row behind one another, [rows, width]. */
export function laidOut(tensorflow: typeof tf, outputs: readonly tf.Tensor[]): tf.Tensor {
  const flat = outputs.map((one) => tensorflow.reshape(one, [one.shape[0] ?? 0, -1]))
  return flat.length === 1 ? (flat[0] as tf.Tensor) : tensorflow.concat(flat, 1)
}

export function createStepping({ parts, data, scalars, like }: SteppingInput): Stepping {
  const { tf: tensorflow } = parts.network
  const step = makeStep(parts)
  // What is given for every step of a history is not what it is measured by.
  const keptWidth = parts.learning === null ? keptWidthOf(parts.network, data.targets.length) : 0
  const { count, rows: split } = data
  return {
    tf: tensorflow,
    // An epoch asks for no more, and room that is not needed is copied all the same.
    mostRows: Math.max(1, Math.min(data.mostRows, split.train.length)),
    feed(rows, room) {
      const { tensors, ...fed } = data.feed(rows, room)
      return { ...fed, fixed: [...tensors, ...scalarList(scalars)] }
    },
    keptWidth,
    wants: parts.wants,
    take(state, fixed, [indices, learningRate]) {
      const batch: Batch = data.batch(fixed.slice(0, count), indices as tf.Tensor)
      const given = { ...scalarsOf(fixed.slice(count)), learningRate: learningRate as tf.Scalar }
      const result = step(stateOf(like, state), batch, given)
      const { loss, objective, gradientNorm, health, outputs: given_ } = result.metrics
      const numbers = [loss, objective, ...(gradientNorm === null ? [] : [gradientNorm])]
      const packed = tensorflow.stack(numbers)
      const flat = keptWidth > 0 ? [tidied(tensorflow, () => laidOut(tensorflow, given_))] : []
      tensorflow.dispose([
        ...numbers,
        ...given_,
        ...batch.inputs,
        ...batch.targets,
        ...(batch.weights ? [batch.weights] : []),
      ])
      return { state: tensorsOf(result.state), kept: [packed, ...(health === null ? [] : [health]), ...flat] }
    },
  }
}

function scalarList({ classWeights, headWeights, clip, draws }: FixedScalars): tf.Tensor[] {
  const { keep, other, shares } = draws
  return [classWeights, headWeights, clip.value, clip.norm, clip.globalNorm, keep, other, shares]
}

function scalarsOf(tensors: readonly tf.Tensor[]): FixedScalars {
  const [classWeights, headWeights, value, norm, globalNorm, keep, other, shares] = tensors as [
    ...[tf.Tensor, tf.Tensor, ...tf.Tensor[]],
  ]
  const clip = { value, norm, globalNorm } as unknown as FixedScalars['clip']
  return { classWeights, headWeights, clip, draws: { keep, other, shares } as unknown as FixedScalars['draws'] }
}
