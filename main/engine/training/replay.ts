// Finds where a step stopped being finite: its chunk is gone through once more by plain operations, watching every value.
import type * as tf from '@tensorflow/tfjs-node'
import type { Problem } from '../../../shared/contract/errors'
import type { Text } from '../../../shared/fields'
import type { TrainingData } from './data'
import { divergedProblem } from './diverged'
import type { Chunk } from './chunk'
import { tensorsOf } from './state'
import type { TrainState } from './state'
import type { StepParts } from './step'
import { createStepping } from './tiers/stepping'
import type { FixedScalars } from './tiers/stepping'

interface ReplayInput {
  /** Of plain operations, which alone can be watched. */
  parts: StepParts
  data: TrainingData
  scalars: FixedScalars
  /** With which the chunk began; it stays as it is. */
  state: TrainState
  chunk: Chunk
  /** Before the chunk. */
  stepsDone: number
  /** As an index within the chunk, and its objective. */
  bad: { step: number; value: number }
}

/** What was seen first. */
interface Found {
  place: Text
  value: number
}

/** The problem that names the step, the first layer whose value was not finite, and that value. */
export function replayed(input: ReplayInput): Problem {
  const { stepsDone, bad } = input
  const found = search(input)
  return divergedProblem(stepsDone + bad.step + 1, found?.value ?? bad.value, found?.place ?? null)
}

function search({ parts, data, scalars, state: first, chunk, bad }: ReplayInput): Found | null {
  const { tf: tensorflow } = parts.network
  let found: Found | null = null
  const observe = (what: Text, tensor: tf.Tensor): void => {
    if (found !== null) return
    const value = tensor.dataSync().find((one) => !Number.isFinite(one))
    if (value !== undefined) found = { place: what, value }
  }
  const watching = createStepping({ parts: { ...parts, observe }, data, scalars, like: first })
  const quiet = createStepping({ parts, data, scalars, like: first })
  let state = tensorsOf(first)
  for (let step = 0; step <= bad.step; step += 1) {
    const rows = chunk.rows.subarray(step * chunk.batchSize, (step + 1) * chunk.batchSize)
    const stepping = step === bad.step ? watching : quiet
    const { fixed, indices, release } = stepping.feed(rows, rows.length)
    const now = [tensorflow.tensor1d(indices, 'int32'), tensorflow.scalar(chunk.learningRates[step] as number)]
    const taken = stepping.take(state, fixed, now)
    release()
    tensorflow.dispose([...now, ...taken.kept, ...(step === 0 ? [] : state)])
    state = taken.state
  }
  tensorflow.dispose(state)
  return found
}
