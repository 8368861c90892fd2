// What the loop asks of a session, and what it gets: steps in, what each of them gave out.
import type { Problem } from '../../../shared/contract/errors'

/** Steps to take in one go: `rows` are row numbers, one step after another, each of `batchSize` but the last of an epoch. */
export interface Chunk {
  rows: Int32Array
  batchSize: number
  /** One a step. */
  learningRates: Float32Array
}

export interface Health {
  /** Names of the layers with trainable weights. */
  layers: string[]
  /** Steps x layers, row-major: the norm of the gradient before any clipping. */
  gradientNorms: Float32Array
  /** Steps x layers, row-major: the norm of the update over that of the weights. */
  updateRatios: Float32Array
}

export interface ChunkResult {
  /** Steps that were taken and stayed finite: those before the bad one where there is one. */
  steps: number
  /** One a step, before its update: class and sample weights included, penalties not. */
  losses: Float32Array
  /** Loss and penalties. */
  objectives: Float32Array
  /** Joint norm of all gradients, one a step; null when it was not asked for at the opening. */
  gradientNorms: Float32Array | null
  /** What the network gave for the rows before each update, row-major; null where it is too large to keep. */
  outputs: Float32Array | null
  /** Null when it was not asked for at the opening. */
  health: Health | null
  /** The first step that was not finite, as an index within the chunk; the state is then the one before the chunk. */
  bad: { step: number; problem: Problem } | null
}
