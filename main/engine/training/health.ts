// The health of a step by layer: how large its gradient is, and how far it moves its weights.
import type * as tf from '@tensorflow/tfjs-node'
import { layerOf } from '../architectures'
import type { Network } from '../architectures'

/** How a weight moved, for those who watch: all of it, or the rows that were touched. */
export interface Move {
  weight: number
  before: tf.Tensor
  after: tf.Tensor
  gradient: tf.Tensor
}

/** Layers with trainable weights, in the order of the network. */
export function healthLayers(network: Network): string[] {
  const names = network.weights.flatMap(({ name, trainable }) => (trainable ? [layerOf(name)] : []))
  return [...new Set(names)]
}

/**
 * [layers, 2]: the norm of a layer's gradient before any clipping, and the norm of its update over that of its weights.
 * A healthy ratio lies near 0.001 (Karpathy 2015); much less is a layer that does not learn, much more one that jumps.
 */
export function healthOf(network: Network, moves: readonly Move[]): tf.Tensor {
  const { tf: tensorflow } = network
  const layers = healthLayers(network)
  const sums = layers.map((layer) => {
    const own = moves.filter(({ weight }) => layerOf(network.weights[weight]?.name ?? '') === layer)
    const summed = (squares: (move: Move) => tf.Tensor) =>
      tensorflow.addN(own.map((move) => tensorflow.sum(squares(move))))
    return [
      summed(({ gradient }) => tensorflow.square(gradient)),
      summed(({ before, after }) => tensorflow.squaredDifference(after, before)),
      summed(({ before }) => tensorflow.square(before)),
    ]
  })
  // In as few operations as may be: in a small network's step each costs more than its arithmetic.
  const norms = tensorflow.sqrt(tensorflow.reshape(tensorflow.stack(sums.flat()), [layers.length, 3]))
  const [gradient, update, size] = tensorflow.unstack(norms, 1) as [tf.Tensor, tf.Tensor, tf.Tensor]
  return tensorflow.stack([gradient, tensorflow.div(update, tensorflow.maximum(size, smallest))], 1)
}

/** Below it a layer counts as all zeros. */
const smallest = 1e-12
