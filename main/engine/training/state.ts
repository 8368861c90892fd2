// The state of a training: everything that a step changes, as tensors. What is not in here does not change.
import type * as tf from '@tensorflow/tfjs-node'
import type { Settings } from '../../../shared/fields'
import type { Network } from '../architectures'
import type { Optimizer } from './optimizers'

export interface TrainState {
  /** Every weight of the network, trainable or not, in the order of `network.weights`. */
  weights: tf.Tensor[]
  /** The optimiser's memory: for each slot a tensor for each trainable weight, of its shape. */
  slots: tf.Tensor[][]
  /** What the optimiser remembers of the run, float32. */
  numbers: tf.Scalar[]
  /** Gradients gathered for the update to come, one for each trainable weight; empty when every step updates. */
  accumulated: tf.Tensor[]
  /** Steps done, int32. */
  step: tf.Scalar
}

interface FirstState {
  network: Network
  optimizer: Optimizer
  settings: Settings
  /** Whether several steps make an update. */
  accumulates: boolean
}

/** The state before step 0: the network's first weights and the optimiser's memory as it begins. */
export function firstState({ network, optimizer, settings, accumulates }: FirstState): TrainState {
  const { tf: tensorflow } = network
  const drawn = network.drawn()
  const weights = network.weights.map(({ shape }, index) => tensorflow.tensor(drawn[index] as Float32Array, shape))
  const trainable = trainableOf(network, weights)
  const slots = optimizer
    .slots(settings)
    .map(({ initial }) => trainable.map(({ shape }) => tensorflow.fill(shape, initial)))
  const numbers = optimizer.numbers.map(({ initial }) => tensorflow.scalar(initial))
  const accumulated = accumulates ? trainable.map(({ shape }) => tensorflow.zeros(shape)) : []
  return { weights, slots, numbers, accumulated, step: tensorflow.scalar(0, 'int32') }
}

/** Those of `weights` that gradients change. */
export function trainableOf<T>(network: Network, weights: readonly T[]): T[] {
  return weights.filter((_, index) => network.weights[index]?.trainable)
}

/** All tensors of a state in one row, as programs take and give them. */
export function tensorsOf(state: TrainState): tf.Tensor[] {
  return [...state.weights, ...state.slots.flat(), ...state.numbers, ...state.accumulated, state.step]
}

/** The reverse of `tensorsOf`, for a state laid out like `like`. */
export function stateOf(like: TrainState, tensors: readonly tf.Tensor[]): TrainState {
  let at = 0
  const take = <T extends tf.Tensor>(olds: readonly T[]): T[] => olds.map(() => tensors[at++] as T)
  const weights = take(like.weights)
  const slots = like.slots.map(take)
  const numbers = take(like.numbers)
  const accumulated = take(like.accumulated)
  return { weights, slots, numbers, accumulated, step: tensors[at] as tf.Scalar }
}

/** The weights as plain arrays. */
export function readWeights(state: TrainState): Float32Array[] {
  return state.weights.map(read)
}

/** A state as plain arrays. */
export interface Snapshot {
  weights: Float32Array[]
  slots: Float32Array[][]
  numbers: number[]
  /** Gradients gathered for an update that is yet to come. */
  accumulated: Float32Array[]
  /** Steps done. */
  step: number
}

export function readSnapshot(state: TrainState, step: number): Snapshot {
  return {
    weights: readWeights(state),
    slots: state.slots.map((slot) => slot.map(read)),
    numbers: state.numbers.map((number) => read(number)[0] as number),
    accumulated: state.accumulated.map(read),
    step,
  }
}

/** The state of a snapshot as new tensors, in the shapes of `like`. */
export function restoredState(tensorflow: typeof tf, like: TrainState, snapshot: Snapshot): TrainState {
  const made = (values: Float32Array | undefined, old: tf.Tensor) =>
    tensorflow.tensor(values as Float32Array, old.shape)
  return {
    weights: like.weights.map((old, index) => made(snapshot.weights[index], old)),
    slots: like.slots.map((slot, which) => slot.map((old, index) => made(snapshot.slots[which]?.[index], old))),
    numbers: snapshot.numbers.map((number) => tensorflow.scalar(number)),
    accumulated: like.accumulated.map((old, index) => made(snapshot.accumulated[index], old)),
    step: tensorflow.scalar(snapshot.step, 'int32'),
  }
}

function read(tensor: tf.Tensor): Float32Array {
  // A copy: values that have not been to the native side yet are those that somebody else handed in.
  return (tensor.dataSync() as Float32Array).slice()
}
