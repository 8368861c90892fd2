// A step taken by plain operations, watching every value, without changing anything.
import type * as tf from '@tensorflow/tfjs-node'
import type { Chunk } from './chunk'
import type { TrainingData } from './data'
import { tensorsOf } from './state'
import type { TrainState } from './state'
import type { Observed, StepParts } from './step'
import { createStepping } from './tiers/stepping'
import type { FixedScalars } from './tiers/stepping'

interface WatchInput {
  /** Of plain operations, which alone can be watched. */
  parts: StepParts
  data: TrainingData
  scalars: FixedScalars
  /** Before the step; it stays as it is. */
  state: TrainState
  chunk: Chunk
  /** Which step of the chunk, from 0; the state is the one before it. */
  step: number
}

/** A value of a step, row-major. */
export interface Seen extends Observed {
  shape: number[]
  values: Float32Array
}

/** Takes the step for what is seen on the way; what comes of it is let go. */
export function takeWatched(
  { parts, data, scalars, state, chunk, step }: WatchInput,
  observe: NonNullable<StepParts['observe']>,
): void {
  const { tf: tensorflow } = parts.network
  const watching = createStepping({ parts: { ...parts, observe }, data, scalars, like: state })
  const rows = chunk.rows.subarray(step * chunk.batchSize, (step + 1) * chunk.batchSize)
  const { fixed, indices, release } = watching.feed(rows, rows.length)
  const now = [tensorflow.tensor1d(indices, 'int32'), tensorflow.scalar(chunk.learningRates[step] as number)]
  const taken = watching.take(tensorsOf(state), fixed, now)
  release()
  tensorflow.dispose([...now, ...taken.kept, ...taken.state])
}

/** Every value of the step in the order in which they come about: outputs, loss, gradients from the end on, new weights. */
export function watched(input: WatchInput): Seen[] {
  const seen: Seen[] = []
  takeWatched(input, (_, tensor, of) => {
    const read = (value: tf.Tensor) => Float32Array.from(value.dataSync())
    seen.push({ ...of, shape: [...tensor.shape], values: read(tensor) })
  })
  return seen
}
