// Keeps away from the gradient what has none: what decides, but is no number to be trained through, and what changes nothing.
import type * as tf from '@tensorflow/tfjs-node'

/** The tensor that `compute` makes, as a constant to the gradient of whatever it was made from. */
export function detached(tensorflow: typeof tf, compute: () => tf.Tensor): tf.Tensor {
  return tensorflow.customGrad(() => ({ value: compute(), gradFunc: () => [] }))()
}

/** The weight itself, with a gradient of exactly zero: for one that by algebra has no effect, where rounding would leave some. */
export function withoutEffect(tensorflow: typeof tf, weight: tf.Tensor): tf.Tensor {
  return tensorflow.customGrad((given) => {
    const value = given as tf.Tensor
    return { value: value.clone(), gradFunc: () => tensorflow.zerosLike(value) }
  })(weight)
}
