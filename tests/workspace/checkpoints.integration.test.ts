// Checkpoints on disk and their rows: what comes back, what is kept, what is taken away; and a workspace of version 1.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkpointStore } from '../../main/engine/workspace'
import { readCheckpoint } from '../../main/engine/workspace/checkpoints'
import { Database } from '../../main/engine/workspace/database'
import { records } from '../../main/engine/workspace/migrations/1-records'
import { sampleCheckpoint as checkpoint } from './checkpointsSample'
import { opened, sampleRun, temporaryFolder } from './sample'

describe('a checkpoint', () => {
  test.each([
    ['whole', checkpoint],
    ['without outputs', { ...checkpoint, outputs: null }],
  ])('%s comes back as it was, every number of it', (_what, written) => {
    const folder = temporaryFolder()
    const store = checkpointStore(join(folder, 'new', 'folder'), ['17.nla'], () => undefined)
    expect(store.write(written)).toBe('17.nla')
    expect(store.read('run-1')).toMatchObject(written)
  })
})

test('a checkpoint whose file is gone is not used, and the log says so', () => {
  const file = join(temporaryFolder(), '9.nla')
  expect(() => readCheckpoint(file)).toThrow(expect.objectContaining({ code: 'run/no-checkpoint' }))
  const lines: string[] = []
  expect(checkpointStore(dirname(file), ['9.nla'], (line) => lines.push(line)).read('run-1')).toBeNull()
  expect(lines).toEqual([expect.stringContaining('9.nla')])
})

describe('the rows', () => {
  function withFiles(...steps: number[]) {
    const workspace = opened(temporaryFolder())
    workspace.runs.create([sampleRun()])
    const folder = workspace.paths.checkpointFolder('run-1')
    mkdirSync(folder, { recursive: true })
    for (const step of steps) {
      writeFileSync(join(folder, `${step}.nla`), 'x')
      workspace.checkpoints.add('run-1', { name: `${step}.nla`, epoch: 1, step })
    }
    return { ...workspace, checkpoints: workspace.checkpoints, folder }
  }
  const names = (rows: { name: string }[]) => rows.map(({ name }) => name)

  test('keep the last two, the newest first, and no other file', () => {
    const { checkpoints, folder } = withFiles(10, 20, 30)
    expect(names(checkpoints.list('run-1'))).toEqual(['30.nla', '20.nla'])
    expect(readdirSync(folder).sort()).toEqual(['20.nla', '30.nla'])
  })

  test('count what was written last, also when its step is lower', () => {
    const { checkpoints } = withFiles(10, 30, 20)
    expect(names(checkpoints.list('run-1'))).toEqual(['20.nla', '30.nla'])
  })

  test('do not know what a killed worker wrote and could not tell of: it is taken away when the run is taken up', () => {
    const { checkpoints, folder } = withFiles(10)
    writeFileSync(join(folder, '20.nla'), 'x')
    writeFileSync(join(folder, '30.nla.99.part'), 'x')
    expect(names(checkpoints.takeUp('run-1'))).toEqual(['10.nla'])
    expect(readdirSync(folder)).toEqual(['10.nla'])
  })

  test('go with their folder', () => {
    const { checkpoints, folder } = withFiles(10)
    checkpoints.clear('run-1')
    expect(checkpoints.list('run-1')).toEqual([])
    expect(existsSync(folder)).toBe(false)
    expect(checkpoints.takeUp('run-1')).toEqual([])
  })
})

test('series tell which known values were others, equal ones and new ones are not among them', () => {
  const { runs, series } = opened(temporaryFolder())
  runs.create([sampleRun()])
  const block = (name: string, first: number, ...values: number[]) => {
    return { name, axis: 'step' as const, first, values: Float64Array.from(values) }
  }
  expect(series.append('run-1', [block('a', 1, 1, NaN, 3), block('b', 1, 1)])).toEqual([])
  expect(series.append('run-1', [block('a', 2, NaN, 3, 4), block('b', 1, 2)])).toEqual(['b'])
  expect(series.read('run-1', { names: ['b'] })[0]?.values).toEqual([2])
})

test('a workspace of version 1 opens with its runs: one tier is a plan of one part', () => {
  const folder = temporaryFolder()
  opened(folder).dispose()
  const file = join(folder, 'netloom.db')
  const { problems: _problems, start: _start, plan: _plan, ...run } = { ...sampleRun(), number: 1, status: 'finished' }
  const reason = { en: 'One after the other.', zh: '逐个' }
  const plan = { tier: 'eager', reason, threads: 2, libraryVersion: '2.21.0' }
  rmSync(file)
  const database = new Database(file)
  database.exec(records)
  // 'NLOM'
  database.exec('PRAGMA application_id = 1313623885; PRAGMA user_version = 1')
  const insert = (id: string, number: number, withPlan: unknown) =>
    database.run(
      "INSERT INTO runs (id, number, status, json, created) VALUES (?, ?, 'finished', ?, '2026')",
      id,
      number,
      JSON.stringify({ ...run, id, number, plan: withPlan, outcome: { trainingMs: { $number: 'NaN' } } }),
    )
  insert('with', 1, plan)
  insert('without', 2, null)
  database.dispose()
  const { runs } = opened(folder)
  const parts = [{ tier: 'eager', fromStep: 0 }]
  const rest = { reason, threads: 2, libraryVersion: '2.21.0', chunkSteps: 0, forecast: [], notes: [] }
  expect(runs.get('with')).toMatchObject({ problems: [], start: null, plan: { parts, ...rest }, name: run.name })
  expect(runs.get('with').outcome?.trainingMs).toBeNaN()
  expect(runs.get('without')).toMatchObject({ problems: [], start: null, plan: null })
})
