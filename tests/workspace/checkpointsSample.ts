// A made-up checkpoint with every kind of number in it, free of vitest so that a child process may write it too.
import type { Checkpoint } from '../../main/engine/workspace'

export const sampleCheckpoint: Checkpoint = {
  schemaVersion: 1,
  subject: 'run-1',
  plan: {
    parts: [{ tier: 'graph', fromStep: 0 }],
    reason: { en: 'r', zh: 'r' },
    threads: 1,
    libraryVersion: '2.21.0',
    chunkSteps: 0,
    forecast: [],
    notes: [],
  },
  place: { epoch: 3, rows: 32, steps: 17 },
  sums: { loss: 0.1 + 0.2, gradientNorm: NaN },
  outputs: Float32Array.of(0.5, -0, Infinity),
  state: {
    weights: [Float32Array.of(1, 2), Float32Array.of(3)],
    slots: [[Float32Array.of(4)], [Float32Array.of(5), Float32Array.of(6, 7)]],
    numbers: [0.96, 1e-300],
    accumulated: [Float32Array.of(8)],
    step: 17,
  },
  keeper: { kept: { epoch: 0, weights: [Float32Array.of(9, 9), Float32Array.of(9)] }, best: Infinity, bestEpoch: 0 },
  schedule: [Number.MAX_VALUE, 1, 0, 2],
  elapsedMs: 1234.5,
  histogramsMs: 12.5,
}

/** One three steps later, of few parts. */
export const laterCheckpoint: Checkpoint = {
  ...sampleCheckpoint,
  place: { epoch: 3, rows: 80, steps: 20 },
  state: { weights: [Float32Array.of(1.5, 2.5)], slots: [], numbers: [0.5], accumulated: [], step: 20 },
  keeper: { kept: { epoch: 1, weights: [Float32Array.of(9, 9)] }, best: 0.25, bestEpoch: 1 },
}
