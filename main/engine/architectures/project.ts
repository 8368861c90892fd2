// The matrix product that most layers begin with.
import type * as tf from '@tensorflow/tfjs-node'

/**
 * x · kernel + bias over the last axis of `x` [..., in], kernel [in, out]: one product for all rows and steps together.
 */
export function projected(tensorflow: typeof tf, x: tf.Tensor, kernel: tf.Tensor, bias?: tf.Tensor): tf.Tensor {
  const [width = 1, units = 1] = kernel.shape
  const rows = x.rank === 2 ? x : tensorflow.reshape(x, [-1, width])
  const product = tensorflow.matMul(rows as tf.Tensor2D, kernel as tf.Tensor2D)
  const sum = bias === undefined ? product : tensorflow.add(product, bias)
  return x.rank === 2 ? sum : tensorflow.reshape(sum, [...x.shape.slice(0, -1), units])
}
