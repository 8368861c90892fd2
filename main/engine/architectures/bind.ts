// Runs a built network on weights that are handed in: what turns a layers model into a pure function of its weights.
import type * as tf from '@tensorflow/tfjs-node'
import type { LayerVariable, Network } from './build'

/**
 * Calls `run` while every layer reads its weights from `tensors` (in the order of `network.weights`) and writes to them are
 * caught instead of done, such as those of batch normalisation's moving statistics. The model itself stays as it is.
 * Returns what `run` gave and all weights after it: the tensors handed in, or the kept ones written in their place.
 */
export function withWeights<T>(
  network: Network,
  tensors: readonly tf.Tensor[],
  run: () => T,
): { value: T; after: tf.Tensor[] } {
  const after = [...tensors]
  const undo = network.variables.map((weight, index) => bind(weight, after, index, network.tf))
  try {
    return { value: run(), after }
  } finally {
    for (const restore of undo) restore()
  }
}

function bind(weight: LayerVariable, after: tf.Tensor[], index: number, tensorflow: typeof tf): () => void {
  const { read, write } = weight
  weight.read = () => after[index] as tf.Tensor
  const given = after[index]
  weight.write = (value) => {
    if (after[index] !== given) after[index]?.dispose()
    after[index] = tensorflow.keep(value.clone())
    return weight
  }
  return () => Object.assign(weight, { read, write })
}

/** The network's first output for `inputs` with the weights handed in, as in training or as in prediction. */
export function outputsOf(model: tf.LayersModel, inputs: tf.Tensor, training: boolean): tf.Tensor {
  const outputs = model.apply(inputs, { training })
  return (Array.isArray(outputs) ? outputs[0] : outputs) as tf.Tensor
}
