// What an optimiser is: one entry of the optimiser registry, a pure function from weights and gradients to new weights.
import type * as tf from '@tensorflow/tfjs-node'
import type { Text } from '../../../../shared/fields'

/** What may change from step to step without the step itself changing. All are scalars of type float32. */
export interface Rates {
  learningRate: tf.Scalar
  momentum: tf.Scalar
}

export interface Update {
  tf: typeof tf
  /** The trainable weights, in order. */
  weights: readonly tf.Tensor[]
  /** The loss's gradient for each of them. */
  gradients: readonly tf.Tensor[]
  /** What the optimiser remembers: for each slot one tensor a weight, zeros at the start. */
  slots: readonly (readonly tf.Tensor[])[]
  /** The number of this step, from 1, a float32 scalar. */
  step: tf.Scalar
  rates: Rates
}

export interface Optimizer {
  name: string
  label: Text
  summary: Text
  foreign: { keras: string | null }
  /** Names of what it remembers of each weight. */
  slots: readonly string[]
  /** The settings of `Rates` that it reads. */
  uses: readonly (keyof Rates)[]
  update(update: Update): { weights: tf.Tensor[]; slots: tf.Tensor[][] }
}
