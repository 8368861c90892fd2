// Losses of single numbers: each target meets the output at its place, and several labels of a row count as their mean.
import type * as tf from '@tensorflow/tfjs-node'
import type { LossCall } from './loss'

type Tensorflow = typeof tf

/**
 * Applies `lossOf` to targets and values of the same shape. `values` has the targets' shape, or one axis of length 1 more;
 * when it has the same number of axes, the last one holds the labels of a row and is averaged over.
 */
export function ofPairs(
  tensorflow: Tensorflow,
  targets: tf.Tensor,
  values: tf.Tensor,
  lossOf: (target: tf.Tensor, value: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  if (values.rank === targets.rank) return tensorflow.mean(lossOf(targets, values), -1)
  return lossOf(targets, tensorflow.reshape(values, targets.shape))
}

/** `ofPairs` of the errors: output minus target. */
export function ofErrors(
  tensorflow: Tensorflow,
  { targets, outputs }: LossCall,
  lossOf: (error: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  return ofPairs(tensorflow, targets, outputs, (target, output) => lossOf(tensorflow.sub(output, target)))
}

/** |x| with the gradient 0 at 0, as in TensorFlow and PyTorch; TensorFlow.js's own is -1 there. */
export function magnitude(tensorflow: Tensorflow, values: tf.Tensor): tf.Tensor {
  const withGradient = tensorflow.customGrad((x, save) => {
    const given = x as tf.Tensor
    const remember = save as tf.GradSaveFunc
    remember([given])
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => tensorflow.mul(dy, tensorflow.sign(saved[0] as tf.Tensor))
    return { value: tensorflow.abs(given), gradFunc }
  })
  return withGradient(values)
}
