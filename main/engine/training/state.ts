// The state of a training: everything that a step changes, as tensors. What is not in here does not change.
import type * as tf from '@tensorflow/tfjs-node'
import type { Network } from '../architectures'
import type { Optimizer } from './optimizers'

export interface TrainState {
  /** Every weight of the network, trainable or not, in the order of `network.weights`. */
  weights: tf.Tensor[]
  /** The optimiser's memory: for each slot one tensor a trainable weight. */
  slots: tf.Tensor[][]
  /** Steps done, int32. */
  step: tf.Scalar
}

/** The state before step 0: the network's drawn weights and empty slots. */
export function firstState(network: Network, optimizer: Optimizer): TrainState {
  const weights = network.variables.map((variable) => variable.read().clone())
  const trainable = trainableOf(network, weights)
  const slots = optimizer.slots.map(() => trainable.map((weight) => network.tf.zerosLike(weight)))
  return { weights, slots, step: network.tf.scalar(0, 'int32') }
}

/** Those of `weights` that gradients change. */
export function trainableOf<T>(network: Network, weights: readonly T[]): T[] {
  return weights.filter((_, index) => network.weights[index]?.trainable)
}

/** All tensors of a state, for whoever owns it to dispose of. */
export function tensorsOf(state: TrainState): tf.Tensor[] {
  return [...state.weights, ...state.slots.flat(), state.step]
}

/** The weights as plain arrays. */
export function readWeights(state: TrainState): Float32Array[] {
  return state.weights.map((weight) => Float32Array.from(weight.dataSync()))
}
