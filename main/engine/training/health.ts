// The health of a step by layer: how large its gradient is, and how far it moves its weights.
import type * as tf from '@tensorflow/tfjs-node'
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
  const rows = healthLayers(network).map((layer) => {
    const own = moves.filter(({ weight }) => layerOf(network.weights[weight]?.name ?? '') === layer)
    const gradient = norm(
      tensorflow,
      own.map((move) => move.gradient),
    )
    const update = norm(
      tensorflow,
      own.map(({ before, after }) => tensorflow.sub(after, before)),
    )
    const size = norm(
      tensorflow,
      own.map(({ before }) => before),
    )
    return tensorflow.stack([gradient, tensorflow.div(update, tensorflow.maximum(size, smallest))])
  })
  return tensorflow.stack(rows)
}

/** Below it a layer counts as all zeros. */
const smallest = 1e-12

function norm(tensorflow: typeof tf, tensors: tf.Tensor[]): tf.Scalar {
  const squares = tensors.map((tensor) => tensorflow.sum(tensorflow.square(tensor)))
  return tensorflow.sqrt(tensorflow.addN(squares)) as tf.Scalar
}

function layerOf(weight: string): string {
  return weight.slice(0, weight.lastIndexOf('/'))
}
