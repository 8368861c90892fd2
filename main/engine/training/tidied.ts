// `tf.tidy` for results of any shape: its own type refuses null and interfaces, its work takes both.
import type * as tf from '@tensorflow/tfjs-node'

/** Disposes of all tensors that `run` makes but those in its result. */
export function tidied<T>(tensorflow: typeof tf, run: () => T): T {
  return tensorflow.tidy(run as () => tf.TensorContainer) as T
}
