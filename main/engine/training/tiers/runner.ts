// What takes the steps of a chunk, on whatever tier.
import type * as tf from '@tensorflow/tfjs-node'

export interface StepRows {
  /** Row numbers, one step behind another, each of the runner's batch size. */
  rows: Int32Array
  /** One a step. */
  learningRates: Float32Array
}

export interface RunnerResult {
  /** After the last step; new tensors, the caller's. */
  state: tf.Tensor[]
  /** What was kept of the steps, in the order of `Taken.kept`, one step behind another. */
  kept: Float32Array[]
}

export interface Runner {
  /** Leaves the state it is given as it is. */
  run(state: readonly tf.Tensor[], steps: StepRows): RunnerResult
  /** Most steps that one call can take. */
  capacity: number
  dispose(): void
}
