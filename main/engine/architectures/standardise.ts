// Takes mean and spread out of numbers, for all layers that normalise. With its own gradient: the tape's would take thrice the operations.
import type * as tf from '@tensorflow/tfjs-node'

export interface Moments {
  /** Kept as axes of size 1. */
  mean: tf.Tensor
  variance: tf.Tensor
  /** x - mean. */
  centred: tf.Tensor
  axes: number[]
}

/** Mean and variance (divided by the number of values) over `axes`. No gradient is to flow through them. */
export function momentsOf(tensorflow: typeof tf, x: tf.Tensor, axes: number[]): Moments {
  const mean = tensorflow.mean(x, axes, true)
  const centred = tensorflow.sub(x, mean)
  return { mean, centred, variance: tensorflow.mean(tensorflow.square(centred), axes, true), axes }
}

/**
 * (x - mean) / sqrt(variance + epsilon). Its gradient takes into account that the moments come from x:
 * dx = (d - mean(d) - y mean(d y)) / sqrt(variance + epsilon) (Ioffe and Szegedy 2015, section 3, put together).
 */
export function standardised(tensorflow: typeof tf, x: tf.Tensor, moments: Moments, epsilon: number): tf.Tensor {
  const { variance, centred, axes } = moments
  const scale = tensorflow.rsqrt(tensorflow.add(variance, epsilon))
  const apply = tensorflow.customGrad((_, save) => {
    // Computed in here, where the tape does not see it and adds no gradient of its own.
    const y = tensorflow.mul(centred, scale)
    ;(save as tf.GradSaveFunc)([y, scale])
    return { value: y, gradFunc: (d, saved) => gradientOf(tensorflow, d as tf.Tensor, saved, axes) }
  })
  return apply(x)
}

/** Ba et al. 2016: each step by itself over its last axis, then scaled and moved. */
export function normalisedSteps(
  tensorflow: typeof tf,
  x: tf.Tensor,
  { gamma, beta, epsilon }: { gamma: tf.Tensor; beta: tf.Tensor; epsilon: number },
): tf.Tensor {
  const normal = standardised(tensorflow, x, momentsOf(tensorflow, x, [x.rank - 1]), epsilon)
  return tensorflow.add(tensorflow.mul(normal, gamma), beta)
}

function gradientOf(tensorflow: typeof tf, d: tf.Tensor, saved: tf.Tensor[], axes: number[]): tf.Tensor {
  const [y, scale] = saved as [tf.Tensor, tf.Tensor]
  const along = tensorflow.mul(y, tensorflow.mean(tensorflow.mul(d, y), axes, true))
  return tensorflow.mul(tensorflow.sub(tensorflow.sub(d, tensorflow.mean(d, axes, true)), along), scale)
}

/** x / sqrt(mean(x²) + epsilon) over the last axis, with dx = (d - y mean(d y)) / sqrt(...) (Zhang and Sennrich 2019). */
export function rescaled(tensorflow: typeof tf, x: tf.Tensor, epsilon: number): tf.Tensor {
  const apply = tensorflow.customGrad((given, save) => {
    const squares = tensorflow.mean(tensorflow.square(given as tf.Tensor), -1, true)
    const scale = tensorflow.rsqrt(tensorflow.add(squares, epsilon))
    const y = tensorflow.mul(given as tf.Tensor, scale)
    ;(save as tf.GradSaveFunc)([y, scale])
    const gradFunc = (given: tf.Tensor | tf.Tensor[], saved: tf.Tensor[]) => {
      const [out, by] = saved as [tf.Tensor, tf.Tensor]
      const d = given as tf.Tensor
      const along = tensorflow.mul(out, tensorflow.mean(tensorflow.mul(d, out), -1, true))
      return tensorflow.mul(tensorflow.sub(d, along), by)
    }
    return { value: y, gradFunc }
  })
  return apply(x)
}
