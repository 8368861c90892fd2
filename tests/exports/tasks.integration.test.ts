// The worker's own tasks on real files: a run that keeps its model, and an export of it.
import { begun, neverPaused } from '../helpers/neverPaused'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { templates } from '../../main/engine/architectures'
import { readModel } from '../../main/engine/workspace/models'
import { writePrepared } from '../../main/engine/workspace/prepared'
import { exportTasks } from '../../main/worker/tasks/exporting'
import { trainingTasks } from '../../main/worker/tasks/training'
import { defaultsOf } from '../../shared/fields'
import type { TrainReport } from '../../shared/contract/worker'
import { preparedFor } from '../training/prepared'

const room = mkdtempSync(join(tmpdir(), 'netloom-tasks-'))
afterAll(() => rmSync(room, { recursive: true }))

const lines: string[] = []
const context = {
  signal: new AbortController().signal,
  ...neverPaused,
  progress: () => undefined,
  log: (line: string) => void lines.push(line),
}

test('a run keeps its model in the folder that it is given, and an export of it agrees', async () => {
  const prepared = preparedFor('binary')
  const preparedFile = join(room, 'prepared.nla')
  writePrepared(preparedFile, prepared)
  const graph = templates.mlp.graph(defaultsOf(templates.mlp.fields), prepared.preparation.facts)
  const modelFolder = join(room, 'model')
  const checkpoints = { folder: join(room, 'checkpoints'), names: [] }
  const files = { preparedFile, modelFolder, checkpoints }
  const spec = { run: 'r', graph, goal: 'binary' as const, training: { epochs: 2 }, seed: 1, ...files, ...begun }
  const reports: TrainReport[] = []
  const outcome = await trainingTasks['training.run'](spec, {
    ...context,
    report: (report) => void reports.push(report),
  })
  expect(outcome.endedBy).toBe('epochs-done')
  expect(reports[0]?.kind).toBe('status')
  expect(readModel(modelFolder)).toMatchObject({ keptEpoch: outcome.keptEpoch, graph, seed: 1 })
  expect(lines.at(-1)).toBe('ended by epochs-done after 2 epochs, weights of epoch 2 kept')

  const target = { format: 'tfjs', folder: join(room, 'out'), name: 'Run 1' }
  const report = () => undefined as never
  const written = await exportTasks['exports.write']({ ...target, modelFolder, preparedFile }, { ...context, report })
  expect(written).toMatchObject({ rowsCompared: 40, agrees: true })
})

test('the probe says which native libraries there are', async () => {
  const found = await trainingTasks['app.probe']({}, { ...context, report: () => undefined as never })
  expect(found.tensorflow).toMatch(/^\d+\.\d+/)
  expect(found.duckdb).toMatch(/^v?\d+\.\d+/)
})
