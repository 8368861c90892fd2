// What a loss is: one entry of the loss registry, averaged over the rows of a batch.
import type * as tf from '@tensorflow/tfjs-node'
import type { Goal } from '../../../../shared/records'
import type { Text } from '../../../../shared/fields'

export interface Loss {
  name: string
  label: Text
  summary: Text
  foreign: { keras: string | null }
  goals: Goal[]
  /** The loss of each row, shape [rows], from targets [rows] and outputs [rows, width]. */
  perRow(tensorflow: typeof tf, targets: tf.Tensor1D, outputs: tf.Tensor2D): tf.Tensor1D
}

/** The smallest probability that a logarithm is taken of, as in Keras. */
export const probabilityMargin = 1e-7
