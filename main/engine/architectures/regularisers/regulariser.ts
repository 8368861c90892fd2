// What a regulariser is: a penalty on a weight's size that is added to the loss.
import type * as tf from '@tensorflow/tfjs-node'
import type { Field, Settings, Text } from '../../../../shared/fields'

export interface Regulariser {
  name: string
  label: Text
  summary: Text
  foreign: { keras: string }
  fields: Field[]
  /** A scalar with a gradient. */
  penalty(tensorflow: typeof tf, weight: tf.Tensor, settings: Settings): tf.Scalar
}
