// Records for the page's tests: small, whole, of the contract's types.
import type { Architecture, Dataset, Run, RunProgress, RunStatus, TemplateInfo } from '../../shared/records'

export function dataset(id: string, name = id): Dataset {
  return {
    id,
    name,
    source: { kind: 'file', name: `${name}.csv`, sizeBytes: 100 },
    dialect: { delimiter: ',', quote: '"', header: true, encoding: 'utf-8' },
    table: `hash-${id}`,
    account: { records: 10, rows: 10, rejects: 0, comments: 0, blanks: 0, preamble: 0 },
    columns: [],
    assignments: [],
    split: { kind: 'random', settings: {} },
    createdAt: '2026-11-23T10:00:00.000Z',
    updatedAt: '2026-11-23T10:00:00.000Z',
  }
}

export function architecture(id: string, name = id): Architecture {
  const at = '2026-11-23T10:00:00.000Z'
  return { id, name, template: 'mlp', settings: { units: [16] }, createdAt: at, updatedAt: at }
}

export const template: TemplateInfo = {
  name: 'mlp',
  label: { en: 'MLP', zh: '多层感知机' },
  summary: { en: 'Dense layers.', zh: '全连接层。' },
  fields: [],
}

export function run(id: string, status: RunStatus, number = 1): Run {
  const over = ['finished', 'stopped', 'failed', 'interrupted'].includes(status)
  return {
    id,
    number,
    name: `run ${id}`,
    experiment: 'e1',
    dataset: { id: 'd1', name: 'shoppers' },
    architecture: { id: 'a1', name: 'MLP', template: 'mlp', settings: {} },
    training: { epochs: 10 },
    seed: 1,
    status,
    reason: null,
    problems: [],
    start: null,
    protocol: {
      goal: 'binary',
      target: 'Revenue',
      table: 'hash',
      split: { kind: 'random', settings: {} },
      counts: { train: 8, validation: 1, test: 1 },
    },
    facts: {
      goal: 'binary',
      width: 10,
      inputs: [],
      classes: ['no', 'yes'],
      counts: { train: 8, validation: 1, test: 1 },
      droppedRows: 0,
    },
    prepared: 'p1',
    parameters: 193,
    plan: null,
    epochs: 10,
    epochsDone: 0,
    stepsDone: 0,
    outcome: null,
    model: null,
    queuedAt: '2026-11-23T10:00:00.000Z',
    startedAt: null,
    endedAt: over ? '2026-11-23T10:01:00.000Z' : null,
    importedFrom: null,
  }
}

export function progress(id: string, epoch: number, loss: number): RunProgress {
  return {
    run: id,
    status: 'training',
    epoch,
    epochs: 10,
    step: epoch * 3,
    steps: 30,
    elapsedMs: epoch * 100,
    remainingMs: 1000,
    points: [{ name: 'loss/train', at: epoch, value: loss }],
  }
}
