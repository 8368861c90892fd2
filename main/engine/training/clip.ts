// Limits on gradients, against explosions: by value, by the norm of each weight's gradient, by the joint norm of all.
import type * as tf from '@tensorflow/tfjs-node'

/** Scalars; which of them apply is decided when the step is made. */
export interface ClipLimits {
  value: tf.Scalar
  norm: tf.Scalar
  globalNorm: tf.Scalar
}

/** In this order: values, then each norm, then the joint norm; Keras's clipvalue, clipnorm and global_clipnorm. */
export function clipped(
  tensorflow: typeof tf,
  gradients: readonly tf.Tensor[],
  by: readonly (keyof ClipLimits)[],
  limits: ClipLimits,
): tf.Tensor[] {
  let now = [...gradients]
  if (by.includes('value')) {
    const { value } = limits
    now = now.map((gradient) => tensorflow.minimum(tensorflow.maximum(gradient, tensorflow.neg(value)), value))
  }
  if (by.includes('norm')) now = now.flatMap((gradient) => shrunk(tensorflow, [gradient], limits.norm))
  return by.includes('globalNorm') ? shrunk(tensorflow, now, limits.globalNorm) : now
}

/** Pascanu et al. 2013: all times limit / max(joint norm, limit). */
function shrunk(tensorflow: typeof tf, gradients: tf.Tensor[], limit: tf.Scalar): tf.Tensor[] {
  const factor = tensorflow.div(limit, tensorflow.maximum(normOf(tensorflow, gradients), limit))
  return gradients.map((gradient) => tensorflow.mul(gradient, factor))
}

/** The joint norm: sqrt(sum of squares over all of them). */
export function normOf(tensorflow: typeof tf, tensors: readonly tf.Tensor[]): tf.Scalar {
  const squares = tensors.map((tensor) => tensorflow.sum(tensorflow.square(tensor)))
  return tensorflow.sqrt(tensorflow.addN(squares)) as tf.Scalar
}
