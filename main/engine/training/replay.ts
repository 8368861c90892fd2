// Finds where a step stopped being finite: it is taken once more by plain operations, watching every value.
import type * as tf from '@tensorflow/tfjs-node'
import type { Problem } from '../../../shared/contract/errors'
import type { Text } from '../../../shared/fields'
import type { TrainingData } from './data'
import { divergedProblem } from './diverged'
import type { Chunk } from './chunk'
import type { TrainState } from './state'
import type { StepParts } from './step'
import type { FixedScalars } from './tiers/stepping'
import { takeWatched } from './watched'

interface ReplayInput {
  /** Of plain operations, which alone can be watched. */
  parts: StepParts
  data: TrainingData
  scalars: FixedScalars
  /** Before the step; it stays as it is. */
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

/** Plain operations round otherwise: at the edge of what a number can hold a step may stay finite in them alone. */
const unseen: Found = { place: { en: 'a weight', zh: '某个权重' }, value: NaN }

/** The problem that names the step, the first layer whose value was not finite, and that value. */
export function replayed(input: ReplayInput): Problem {
  const { stepsDone, bad } = input
  const found = search(input) ?? (Number.isFinite(bad.value) ? unseen : { place: null, value: bad.value })
  return divergedProblem(stepsDone + bad.step + 1, found.value, found.place)
}

function search({ parts, data, scalars, state, chunk, bad }: ReplayInput): Found | null {
  let found: Found | null = null
  const observe = (what: Text, tensor: tf.Tensor): void => {
    if (found !== null) return
    const value = tensor.dataSync().find((one) => !Number.isFinite(one))
    if (value !== undefined) found = { place: what, value }
  }
  takeWatched({ parts, data, scalars, state, chunk, step: bad.step }, observe)
  return found
}
