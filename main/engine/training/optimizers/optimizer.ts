// What an optimiser is: one entry of the optimiser registry, a pure function from weights and gradients to new weights.
import type * as tf from '@tensorflow/tfjs-node'
import type { Field, Settings, Text } from '../../../../shared/fields'

/** What may change from step to step without the step itself changing. All are scalars of type float32. */
export interface Rates {
  learningRate: tf.Scalar
}

/** Something that is remembered from step to step, and its value before the first step. */
export interface Remembered {
  name: string
  initial: number
}

export interface Update {
  tf: typeof tf
  /** The trainable weights, in order; whole ones, packed ones or single rows alike. */
  weights: readonly tf.Tensor[]
  /** The loss's gradient for each of them, of its shape. */
  gradients: readonly tf.Tensor[]
  /** For each slot one tensor a weight, of its shape. */
  slots: readonly (readonly tf.Tensor[])[]
  /** One float32 scalar for each of `numbers`. */
  numbers: readonly tf.Scalar[]
  /** The number of this step, from 1, a float32 scalar. */
  step: tf.Scalar
  rates: Rates
  /** The training settings, the optimiser's own among them; what is missing has its default. */
  settings: Settings
}

export interface Updated {
  weights: tf.Tensor[]
  slots: tf.Tensor[][]
  numbers: tf.Scalar[]
}

export interface Optimizer {
  name: string
  label: Text
  summary: Text
  /** The classes of the same formula; null where there is none. */
  foreign: { keras: string | null; torch: string | null }
  /** Its own settings. One that several optimisers have is the same field in all of them. */
  fields: readonly Field[]
  /** What it remembers of each weight. */
  slots(settings: Settings): Remembered[]
  /** What it remembers of the run. */
  numbers: readonly Remembered[]
  /**
   * What an update of the looked-up rows of a table alone is: the same as that of the whole table ('exact'), so by
   * definition ('lazy'), or something else (null: tables get dense gradients).
   */
  rows: 'exact' | 'lazy' | null
  /** Takes one step, element by element; new tensors throughout, nothing given is changed. */
  update(update: Update): Updated
}

interface Moved {
  weight: tf.Tensor
  slots: tf.Tensor[]
}

/** Applies `move` to each weight with its gradient and its slots, and sorts what it gives by slot. */
export function eachWeight(
  { weights, gradients, slots }: Update,
  move: (weight: tf.Tensor, gradient: tf.Tensor, slots: tf.Tensor[]) => Moved,
): Updated {
  const moved = weights.map((weight, index) => {
    const own = slots.map((slot) => slot[index] as tf.Tensor)
    return move(weight, gradients[index] as tf.Tensor, own)
  })
  return {
    weights: moved.map(({ weight }) => weight),
    slots: slots.map((_, slot) => moved.map((one) => one.slots[slot] as tf.Tensor)),
    numbers: [],
  }
}
