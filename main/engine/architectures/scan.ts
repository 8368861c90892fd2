// The loop over time that recurrent layers are written with, and its plain form: one step after another.
import type * as tf from '@tensorflow/tfjs-node'

export interface ScanArgs {
  /** The new states, of the same shapes, from one step of the sequences. Uses nothing but its arguments. */
  cell(xs: tf.Tensor[], states: tf.Tensor[], constants: tf.Tensor[]): tf.Tensor[]
  /** [time, batch, ...] each. */
  sequences: tf.Tensor[]
  initial: tf.Tensor[]
  /** Weights and whatever else the cell uses. */
  constants: tf.Tensor[]
  /** From the last step to the first. */
  reverse?: boolean
  /** All states instead of the last: each stands where its step stands in the sequences. */
  every: boolean
}

/**
 * Runs `cell` over the first axis of `sequences`; gradients flow into sequences, initial states and constants.
 * Gives each state as [time, batch, ...] when `every`, as [batch, ...] otherwise.
 */
export type Scan = (tensorflow: typeof tf, args: ScanArgs) => tf.Tensor[]

/** The reference: the cell is called once a step, with ordinary operations. */
export const scan: Scan = (tensorflow, { cell, sequences, initial, constants, reverse = false, every }) => {
  const steps = sequences.map((sequence) => tensorflow.unstack(sequence))
  const length = sequences[0]?.shape[0] ?? 0
  const seen: tf.Tensor[][] = []
  let states = initial
  for (let index = 0; index < length; index += 1) {
    const time = reverse ? length - 1 - index : index
    states = cell(
      steps.map((step) => step[time] as tf.Tensor),
      states,
      constants,
    )
    if (every) seen[time] = states
  }
  if (!every) return states
  return states.map((_, index) => tensorflow.stack(seen.map((at) => at[index] as tf.Tensor)))
}
