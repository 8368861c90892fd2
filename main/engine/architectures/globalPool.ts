// What the layers that pool over all places have in common; over the steps of a sequence they obey its mask.
import type * as tf from '@tensorflow/tfjs-node'
import type { Text } from '../../../shared/fields'
import { isSequence, steps } from './fields'
import { grid, isGrid } from './images'
import { sizeOf } from './layerType'
import type { LayerType } from './layerType'
import { stepByStep } from './stepByStep'
import { isVolume, volume } from './volumes'

interface GlobalPooling {
  name: string
  label: Text
  summary: Text
  foreign: LayerType['foreign']
  /** Over `axes` of x, only where `counts` is 1 (of shape [batch, time, 1]) if it is there. */
  pool(tensorflow: typeof tf, x: tf.Tensor, axes: number[], counts: tf.Tensor | null): tf.Tensor
  plain: LayerType['plain']
}

const kinds = {
  1: { fits: isSequence, expected: steps },
  2: { fits: isGrid, expected: grid },
  3: { fits: isVolume, expected: volume },
}

export function globalPooling({ pool, ...texts }: GlobalPooling, dimensions: 1 | 2 | 3): LayerType {
  const { fits, expected } = kinds[dimensions]
  const axes = Array.from({ length: dimensions }, (_, axis) => axis + 1)
  const type: LayerType = {
    ...texts,
    family: 'pool',
    fields: [],
    inputs: 1,
    shape: ([from]) => (fits(from) ? [(from as number[]).at(-1) as number] : { expected }),
    weights: () => [],
    multiplyAdds: ([from = []]) => sizeOf(from),
    forward({ tf, inputs: [x], masks: [mask = null] }) {
      const counts = mask === null || dimensions > 1 ? null : tf.cast(tf.expandDims(mask, -1), 'float32')
      return pool(tf, x, axes, counts)
    },
  }
  return dimensions === 2 ? stepByStep(type) : type
}

/** Far below every number of a network: stands where nothing counts. */
const nothing = -1e30

/** The largest along `axes`. Its gradient goes to the largest number; among equal ones it is shared, as in TensorFlow. 0 where nothing counts. */
export function largest(tensorflow: typeof tf, x: tf.Tensor, axes: number[], counts: tf.Tensor | null): tf.Tensor {
  const seen =
    counts === null ? x : tensorflow.add(tensorflow.mul(x, counts), tensorflow.mul(tensorflow.sub(1, counts), nothing))
  const apply = tensorflow.customGrad((given, save) => {
    const top = tensorflow.max(given as tf.Tensor, axes, true)
    ;(save as tf.GradSaveFunc)([given as tf.Tensor, top])
    const gradFunc = (d: tf.Tensor | tf.Tensor[], saved: tf.Tensor[]) => {
      const [values, most] = saved as [tf.Tensor, tf.Tensor]
      const equal = tensorflow.cast(tensorflow.equal(values, most), 'float32')
      const share = tensorflow.div(tensorflow.reshape(d as tf.Tensor, most.shape), tensorflow.sum(equal, axes, true))
      return tensorflow.mul(equal, share)
    }
    return { value: tensorflow.squeeze(top, axes), gradFunc }
  })
  const top = apply(seen)
  return counts === null ? top : tensorflow.mul(top, tensorflow.max(counts, axes))
}

/** The mean along `axes` of what counts; 0 where nothing does. */
export function averaged(tensorflow: typeof tf, x: tf.Tensor, axes: number[], counts: tf.Tensor | null): tf.Tensor {
  if (counts === null) return tensorflow.mean(x, axes)
  const sum = tensorflow.sum(tensorflow.mul(x, counts), axes)
  return tensorflow.div(sum, tensorflow.maximum(tensorflow.sum(counts, axes), 1))
}

/** The sum along `axes` of what counts. */
export function summed(tensorflow: typeof tf, x: tf.Tensor, axes: number[], counts: tf.Tensor | null): tf.Tensor {
  return tensorflow.sum(counts === null ? x : tensorflow.mul(x, counts), axes)
}
