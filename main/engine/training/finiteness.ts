// Whether the numbers of a training are still finite: asked once a chunk, and by halving the chunk where they are not.
import type * as tf from '@tensorflow/tfjs-node'
import type { Chunk } from './chunk'
import type { Network } from '../architectures'
import { createPass } from './pass'
import { trainableOf } from './state'
import type { TrainState } from './state'
import type { TakenSteps } from './tiers/tiers'

export interface Finiteness {
  /** Of what training moves: trainable weights, and gradients gathered for the update to come. */
  holds(state: TrainState, compiles: boolean): boolean
  dispose(): void
}

/** Beside the steps rather than in each of them, where the smallest networks would spend a tenth of their time on it. */
export function createFiniteness(network: Network): Finiteness {
  const { tf: tensorflow } = network
  const pass = createPass(tensorflow, (tensors) => {
    const finite = tensors.map((tensor) => tensorflow.all(tensorflow.isFinite(tensor)))
    return [tensorflow.all(tensorflow.stack(finite))]
  })
  return {
    holds({ weights, accumulated }, compiles) {
      const [finite] = pass.run([...trainableOf(network, weights), ...accumulated], compiles) as [tf.Tensor]
      const [holds] = finite.dataSync()
      finite.dispose()
      return holds === 1
    },
    dispose: () => pass.dispose(),
  }
}

interface Halving {
  chunk: Chunk
  /** Steps after which numbers are known not to be finite, at least 1. */
  bad: number
  /** Takes the first steps of the chunk, from where it began. */
  take(chunk: Chunk): TakenSteps
  isFinite(taken: TakenSteps): boolean
  release(taken: TakenSteps): void
}

/**
 * The last steps of the chunk after which all is finite, taken once more; null when the first step is the bad one. What is not
 * finite stays so, hence halving finds the step: 13 calls for the longest chunk.
 */
export function lastFinite({ chunk, bad: known, take, isFinite, release }: Halving): TakenSteps | null {
  let [good, bad] = [0, known]
  let last: TakenSteps | null = null
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    const taken = take(firstSteps(chunk, middle))
    if (isFinite(taken)) {
      if (last !== null) release(last)
      ;[good, last] = [middle, taken]
    } else {
      release(taken)
      bad = middle
    }
  }
  return last
}

function firstSteps({ rows, batchSize, learningRates }: Chunk, steps: number): Chunk {
  return { rows: rows.subarray(0, steps * batchSize), batchSize, learningRates: learningRates.subarray(0, steps) }
}
