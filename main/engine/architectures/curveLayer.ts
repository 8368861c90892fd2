// What layers have in common that send each number through a curve with settings of its own.
import type * as tf from '@tensorflow/tfjs-node'
import type { Field, Settings, Text } from '../../../shared/fields'
import { detached } from './detach'
import { sizeOf } from './layerType'
import type { LayerType } from './layerType'

interface CurveLayer {
  name: string
  label: Text
  summary: Text
  foreign: LayerType['foreign']
  fields: Field[]
  curve(tensorflow: typeof tf, x: tf.Tensor, settings: Settings): tf.Tensor
  plain: LayerType['plain']
}

export function curveLayer({ curve, ...entry }: CurveLayer): LayerType {
  return {
    ...entry,
    family: 'dense',
    inputs: 1,
    shape: ([from = []]) => [...from],
    weights: () => [],
    multiplyAdds: ([from = []]) => sizeOf(from),
    keepsMask: true,
    forward: ({ tf: tensorflow, settings, inputs: [x] }) => curve(tensorflow, x, settings),
  }
}

/** 1 where a number is above `least`, 0 elsewhere; a constant to gradients. */
export function above(tensorflow: typeof tf, x: tf.Tensor, least: number): tf.Tensor {
  return detached(tensorflow, () => tensorflow.cast(tensorflow.greater(x, least), 'float32'))
}
