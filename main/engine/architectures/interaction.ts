// The sum over all pairs, in time that grows with the number of terms and not of pairs.
import type * as tf from '@tensorflow/tfjs-node'

/** Sum of a_i a_j over i < j from the sum of all a and the sum of all a²: half the difference of its square (Rendle 2010). */
export function paired(tensorflow: typeof tf, sum: tf.Tensor, squares: tf.Tensor): tf.Tensor {
  return tensorflow.mul(tensorflow.sub(tensorflow.square(sum), squares), 0.5)
}
