// Made-up but complete records, free of vitest so that a child process may make them too.
import type { Architecture, Dataset, Run } from '../../shared/records'

export const table = 'a'.repeat(64)

export function sampleDataset(change: Partial<Dataset> = {}): Dataset {
  return {
    id: 'dataset-1',
    name: 'shoppers',
    source: { kind: 'file', name: 'shoppers.csv', sizeBytes: 1234 },
    dialect: { delimiter: ',', quote: '"', header: true, encoding: 'utf-8' },
    table,
    account: { records: 10, rows: 10, rejects: 0, comments: 0, blanks: 0, preamble: 0 },
    columns: ['__proto__', 'Revenue'].map((name) => ({
      name,
      storage: 'DOUBLE',
      type: 'number',
      missing: 0,
      distinct: 2,
      min: 0,
      max: 1,
      mean: 0.5,
      deviation: 0.5,
      top: [{ value: '__proto__', count: 5 }],
    })),
    assignments: [
      { column: '__proto__', role: 'feature', reason: { en: 'a number', zh: '数值' } },
      { column: 'Revenue', role: 'target', reason: { en: 'two values', zh: '两个值' } },
    ],
    split: { kind: 'random', settings: { seed: 1 } },
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...change,
  }
}

export function sampleArchitecture(change: Partial<Architecture> = {}): Architecture {
  return {
    id: 'architecture-1',
    name: 'small',
    template: 'mlp',
    settings: { hidden: [16], activation: 'relu' },
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...change,
  }
}

/** A queued run; `change` makes it anything else. */
export function sampleRun(change: Partial<Run> = {}): Run {
  const counts = { train: 6, validation: 2, test: 2 }
  return {
    id: 'run-1',
    number: 1,
    name: 'small · seed 1',
    experiment: 'experiment-1',
    dataset: { id: 'dataset-1', name: 'shoppers' },
    architecture: {
      id: 'architecture-1',
      name: 'small',
      template: 'mlp',
      settings: { hidden: [16], activation: 'relu' },
    },
    training: { epochs: 10, batchSize: 32, learningRate: 0.001 },
    seed: 1,
    status: 'queued',
    reason: null,
    problems: [],
    start: null,
    protocol: { goal: 'binary', target: 'Revenue', table, split: { kind: 'random', settings: { seed: 1 } }, counts },
    facts: { goal: 'binary', width: 1, inputs: ['__proto__'], classes: ['no', 'yes'], counts, droppedRows: 0 },
    prepared: 'b'.repeat(64),
    parameters: 33,
    plan: null,
    epochs: 10,
    epochsDone: 0,
    stepsDone: 0,
    outcome: null,
    model: null,
    queuedAt: '2026-01-01T00:00:00.000Z',
    startedAt: null,
    endedAt: null,
    importedFrom: null,
    ...change,
  }
}

export function finishedRun(change: Partial<Run> = {}): Run {
  const scores = {
    train: { loss: 0.3, accuracy: 0.9 },
    validation: { loss: 0.4, accuracy: 0.85 },
    test: { loss: 0.45, accuracy: 0.8 },
  }
  return sampleRun({
    status: 'finished',
    plan: {
      parts: [{ tier: 'eager', fromStep: 0 }],
      reason: { en: 'first', zh: '首个' },
      threads: 2,
      libraryVersion: '4.22.0',
      chunkSteps: 0,
      forecast: [],
      notes: [],
    },
    epochsDone: 10,
    stepsDone: 100,
    outcome: { scores, keptEpoch: 8, epochsDone: 10, stepsDone: 100, endedBy: 'epochs-done', trainingMs: 1500 },
    startedAt: '2026-01-01T00:00:01.000Z',
    endedAt: '2026-01-01T00:00:03.000Z',
    ...change,
  })
}
