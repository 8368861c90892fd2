// Keeps what decides, but is no number to be trained through, away from the gradient: comparisons have none.
import type * as tf from '@tensorflow/tfjs-node'

/** The tensor that `compute` makes, as a constant to the gradient of whatever it was made from. */
export function detached(tensorflow: typeof tf, compute: () => tf.Tensor): tf.Tensor {
  return tensorflow.customGrad(() => ({ value: compute(), gradFunc: () => [] }))()
}
