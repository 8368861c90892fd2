// A workspace with one finished run, its curves and its model, and bundles of it, for the tests of bundles.
import { join } from 'node:path'
import { writeBundle } from '../../main/engine/exports/bundle'
import { writeModel } from '../../main/engine/workspace'
import type { KeptModel, Workspace } from '../../main/engine/workspace'
import type { AppFacts, Run } from '../../shared/records'
import {
  finishedRun,
  opened,
  sampleArchitecture,
  sampleDataset,
  sampleRun,
  temporaryFolder,
  tickingClock,
} from '../workspace/sample'

export const facts: AppFacts = {
  version: '0.1.0',
  platform: 'linux',
  node: '20.19.0',
  electron: null,
  tensorflow: '4.22.0',
  duckdb: null,
  cores: 2,
  memoryBytes: 8e9,
}

export function sampleModel(): KeptModel {
  const { facts: dataFacts } = sampleRun()
  return {
    schemaVersion: 1,
    graph: {
      layers: [
        { id: 'input', type: 'input', settings: { width: 1 }, inputs: [] },
        { id: 'output', type: 'dense', settings: { units: 1, activation: 'sigmoid' }, inputs: ['input'] },
      ],
      outputs: ['output'],
    },
    seed: 1,
    keptEpoch: 8,
    preparation: {
      schemaVersion: 1,
      facts: dataFacts,
      steps: [{ step: 'standardise', column: '__proto__', settings: {}, learnt: { mean: 0.5, deviation: 0.5 } }],
      target: { column: 'Revenue', goal: 'binary', classes: ['no', 'yes'], mean: 0, deviation: 1 },
    },
    weights: [
      { name: 'output/kernel', shape: [1, 1], values: Float32Array.of(0.25) },
      { name: 'output/bias', shape: [1], values: Float32Array.of(-1.5) },
    ],
    testOutputs: Float32Array.of(0.1, 0.9),
  }
}

/** One finished run `run-1` with two series, a model, its data set and its architecture. */
export function sampleWorkspace(): Workspace {
  const workspace = opened(temporaryFolder())
  workspace.datasets.save(sampleDataset())
  workspace.architectures.save(sampleArchitecture())
  workspace.runs.create([sampleRun()])
  workspace.runs.claim('run-1')
  workspace.runs.move('run-1', 'training')
  workspace.series.append('run-1', [
    { name: 'loss/step', axis: 'step', first: 1, values: Float64Array.from({ length: 1000 }, (_, i) => 1 / (i + 1)) },
    { name: 'loss/validation', axis: 'epoch', first: 1, values: Float64Array.of(0.5, 0.25, 0.375) },
  ])
  writeModel(workspace.paths.modelFolder('run-1'), sampleModel())
  const { outcome, plan } = finishedRun()
  workspace.runs.move('run-1', 'finished', { outcome, plan, model: 'run-1', endedAt: '2026-01-01T00:00:03.000Z' })
  return workspace
}

export function firstRun(workspace: Workspace): Run {
  return workspace.runs.get('run-1')
}

/** Path of a new bundle in `folder`. */
export async function bundleIn(folder: string, workspace: Workspace, runs = ['run-1']): Promise<string> {
  const file = join(folder, 'work.netloom')
  await writeBundle({ workspace, runs, file, facts, clock: tickingClock() })
  return file
}
