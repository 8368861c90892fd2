// The state of a training: everything that a step changes, as tensors. What is not in here does not change.
import type * as tf from '@tensorflow/tfjs-node'
import type { Settings } from '../../../shared/fields'
import type { Network } from '../architectures'
import type { Optimizer } from './optimizers'

export interface TrainState {
  /** Every weight of the network, trainable or not, in the order of `network.weights`. */
  weights: tf.Tensor[]
  /** The optimiser's memory: for each slot the packed trainable weights; see `pack`. */
  slots: tf.Tensor[][]
  /** What the optimiser remembers of the run, float32. */
  numbers: tf.Scalar[]
  /** Steps done, int32. */
  step: tf.Scalar
}

/** The state before step 0: the network's drawn weights and the optimiser's memory as it begins. */
export function firstState(network: Network, optimizer: Optimizer, settings: Settings): TrainState {
  const weights = network.variables.map((variable) => variable.read().clone())
  const size = trainableOf(network, weights).reduce((sum, weight) => sum + weight.size, 0)
  const slots = optimizer.slots(settings).map(({ initial }) => [network.tf.fill([size], initial)])
  const numbers = optimizer.numbers.map(({ initial }) => network.tf.scalar(initial))
  return { weights, slots, numbers, step: network.tf.scalar(0, 'int32') }
}

/** Those of `weights` that gradients change. */
export function trainableOf<T>(network: Network, weights: readonly T[]): T[] {
  return weights.filter((_, index) => network.weights[index]?.trainable)
}

/**
 * Tensors laid behind one another as one vector: an optimiser then takes the same few operations for any number of weights,
 * and element by element the same numbers.
 */
export function pack(tensorflow: typeof tf, tensors: readonly tf.Tensor[]): tf.Tensor {
  return tensorflow.concat(tensors.map((tensor) => (tensor.rank === 1 ? tensor : tensorflow.reshape(tensor, [-1]))))
}

/** The reverse of `pack`, into the shapes of `like`. */
export function unpack(tensorflow: typeof tf, vector: tf.Tensor, like: readonly tf.Tensor[]): tf.Tensor[] {
  const pieces = tensorflow.split(
    vector,
    like.map((tensor) => tensor.size),
  )
  return pieces.map((piece, index) => {
    const shape = like[index]?.shape ?? []
    return shape.length === 1 ? piece : tensorflow.reshape(piece, shape)
  })
}

/** All tensors of a state, for whoever owns it to dispose of. */
export function tensorsOf(state: TrainState): tf.Tensor[] {
  return [...state.weights, ...state.slots.flat(), ...state.numbers, state.step]
}

/** The weights as plain arrays. */
export function readWeights(state: TrainState): Float32Array[] {
  return state.weights.map((weight) => Float32Array.from(weight.dataSync()))
}
