// The distribution of one tensor's numbers, in operations that a graph can hold: facts, and how many lie in each bin.
import type * as tf from '@tensorflow/tfjs-node'

export const bins = 30
/** Of more numbers than this every second, third, ... is looked at, so that a large table costs no more. */
const mostNumbers = 1_048_576

export interface DistributionTensors {
  /** [4] float32: min, max, mean, deviation of the finite numbers. */
  facts: tf.Tensor
  /** [2 + bins] int32: zeros, dead units, then how many lie in each bin, as numpy's `histogram` counts. */
  counts: tf.Tensor
  /** Units that can be dead, null where none can be. */
  units: number | null
}

/** `rectifies`: whether a unit, one of the last axis, that is 0 everywhere counts as dead. */
export function distributionOf(tensorflow: typeof tf, values: tf.Tensor, rectifies: boolean): DistributionTensors {
  const float = values.dtype === 'float32' ? values : tensorflow.cast(values, 'float32')
  const numbers = someOf(tensorflow, float)
  const finite = tensorflow.isFinite(numbers)
  const count = tensorflow.sum(tensorflow.cast(finite, 'float32'))
  const known = tensorflow.where(finite, numbers, tensorflow.zerosLike(numbers))
  const min = tensorflow.min(tensorflow.where(finite, numbers, tensorflow.fill(numbers.shape, Infinity)))
  const max = tensorflow.max(tensorflow.where(finite, numbers, tensorflow.fill(numbers.shape, -Infinity)))
  const mean = tensorflow.div(tensorflow.sum(known), count)
  const off = tensorflow.where(finite, tensorflow.sub(known, mean), tensorflow.zerosLike(numbers))
  const deviation = tensorflow.sqrt(tensorflow.div(tensorflow.sum(tensorflow.square(off)), count))
  const units = rectifies ? (float.shape.at(-1) as number) : null
  const zeros = howMany(tensorflow, tensorflow.equal(numbers, 0))
  const dead = units === null ? tensorflow.scalar(0, 'int32') : deadUnits(tensorflow, float, units)
  return {
    facts: tensorflow.stack([min, max, mean, deviation]),
    counts: tensorflow.concat([tensorflow.stack([zeros, dead]), binned(tensorflow, { known, finite, min, max })]),
    units,
  }
}

/** In one row, at most `mostNumbers` of them, evenly. */
function someOf(tensorflow: typeof tf, values: tf.Tensor): tf.Tensor1D {
  const flat = tensorflow.reshape(values, [-1]) as tf.Tensor1D
  const stride = Math.ceil(flat.size / mostNumbers)
  return stride === 1 ? flat : (tensorflow.stridedSlice(flat, [0], [flat.size], [stride]) as tf.Tensor1D)
}

interface Binned {
  known: tf.Tensor
  finite: tf.Tensor
  min: tf.Tensor
  max: tf.Tensor
}

/** [bins] int32. Each bin holds its lower end, the last one its upper end as well; in the first are all when all are equal. */
function binned(tensorflow: typeof tf, { known, finite, min, max }: Binned): tf.Tensor {
  const width = tensorflow.sub(max, min)
  const perWidth = tensorflow.where(
    tensorflow.greater(width, 0),
    tensorflow.div(tensorflow.scalar(bins), width),
    tensorflow.scalar(0),
  )
  const place = tensorflow.clipByValue(
    tensorflow.floor(tensorflow.mul(tensorflow.sub(known, min), perWidth)),
    0,
    bins - 1,
  )
  // What is not finite goes to the first bin as nothing.
  const bin = tensorflow.where(finite, place, tensorflow.zerosLike(place))
  return tensorflow.unsortedSegmentSum(
    tensorflow.cast(finite, 'int32'),
    tensorflow.cast(bin, 'int32') as tf.Tensor1D,
    bins,
  )
}

function deadUnits(tensorflow: typeof tf, values: tf.Tensor, units: number): tf.Tensor {
  const byUnit = tensorflow.reshape(values, [-1, units])
  const alive = tensorflow.any(tensorflow.notEqual(byUnit, 0), 0)
  return howMany(tensorflow, tensorflow.logicalNot(alive))
}

function howMany(tensorflow: typeof tf, flags: tf.Tensor): tf.Tensor {
  return tensorflow.sum(tensorflow.cast(flags, 'int32'))
}
