// Runs: counted, moved only where it is legal, owned by one living program; recovered when that program is killed.
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openWorkspace } from '../../main/engine/workspace'
import { isLive, runMoves, runStatuses } from '../../shared/records/run'
import type { RunStatus } from '../../shared/records'
import { buildChild, kill, startChild } from './child'
import { codeOf, finishedRun, opened, sampleRun, temporaryFolder, tickingClock } from './sample'

describe('runs', () => {
  test('are numbered as they come, all of a launch or none', () => {
    const { runs } = opened(temporaryFolder())
    runs.create([sampleRun({ id: 'a' }), sampleRun({ id: 'b' })])
    expect(() => runs.create([sampleRun({ id: 'c' }), sampleRun({ id: 'a' })])).toThrow(/UNIQUE/)
    runs.create([sampleRun({ id: 'd' })])
    expect(runs.list().map((run) => [run.id, run.number])).toEqual([
      ['a', 1],
      ['b', 2],
      ['d', 3],
    ])
  })

  test('a number is not used again after a removal', () => {
    const { runs } = opened(temporaryFolder())
    runs.create([sampleRun({ id: 'a' })])
    runs.move('a', 'stopped')
    runs.remove('a')
    expect(runs.create([sampleRun({ id: 'b' })])[0]?.number).toBe(2)
    expect(runs.restore('a').number).toBe(1)
  })

  test('move only along the table of legal moves', () => {
    const { runs } = opened(temporaryFolder())
    const paths: Record<RunStatus, RunStatus[]> = {
      queued: [],
      starting: ['starting'],
      compiling: ['starting', 'compiling'],
      training: ['starting', 'training'],
      paused: ['starting', 'training', 'paused'],
      stopping: ['starting', 'stopping'],
      finished: ['starting', 'training', 'finished'],
      stopped: ['stopped'],
      failed: ['failed'],
      interrupted: ['starting', 'interrupted'],
    }
    for (const from of runStatuses) {
      for (const to of runStatuses) {
        const id = `${from}-${to}`
        runs.create([sampleRun({ id })])
        for (const step of paths[from]) runs.move(id, step)
        const code = codeOf(() => runs.move(id, to))
        expect([id, code]).toEqual([id, runMoves[from].includes(to) ? 'nothing was thrown' : 'run/illegal-move'])
        expect(runs.get(id).status).toBe(runMoves[from].includes(to) ? to : from)
      }
    }
  })

  test('a move changes what it is given; status, id and number only by the rules', () => {
    const { runs } = opened(temporaryFolder())
    runs.create([sampleRun()])
    const moved = runs.move('run-1', 'starting', { startedAt: '2026-01-01T00:00:05.000Z' })
    expect(moved).toEqual({ ...sampleRun(), status: 'starting', startedAt: '2026-01-01T00:00:05.000Z' })
    expect(runs.update('run-1', { epochsDone: 4 })).toEqual({ ...moved, epochsDone: 4 })
    expect(runs.get('run-1').epochsDone).toBe(4)
  })

  test('a score that is no number is kept as such', () => {
    const { runs } = opened(temporaryFolder())
    const outcome = finishedRun().outcome
    if (outcome === null) throw new Error('a finished run has an outcome')
    outcome.scores.test = { loss: NaN, rmse: Infinity }
    runs.adopt(finishedRun({ outcome }), 'content')
    expect(runs.get('run-1').outcome?.scores.test).toEqual({ loss: NaN, rmse: Infinity })
  })

  test('one that is not over can be neither removed nor adopted', () => {
    const { runs } = opened(temporaryFolder())
    runs.create([sampleRun()])
    expect(codeOf(() => runs.remove('run-1'))).toBe('run/not-over')
    expect(codeOf(() => runs.adopt(sampleRun({ id: 'x' }), 'content'))).toBe('run/not-over')
  })
})

describe('two programs in one workspace', () => {
  test('a run of one is not touched by the other while both live, and is waiting for its own only', () => {
    const folder = temporaryFolder()
    const [first, second] = [opened(folder), opened(folder)]
    first.runs.create([sampleRun({ id: 'queued' }), sampleRun({ id: 'live' })])
    first.runs.claim('live')
    expect(second.recovered).toEqual([])
    expect(second.runs.recover()).toEqual([])
    expect(first.runs.waiting().map((run) => run.id)).toEqual(['queued'])
    expect(second.runs.waiting()).toEqual([])
    expect(second.runs.claim('queued')).toBeNull()
    expect(codeOf(() => second.runs.move('live', 'training'))).toBe('run/owned-elsewhere')
    expect(codeOf(() => second.runs.move('queued', 'stopped'))).toBe('run/owned-elsewhere')
    expect(second.runs.get('live').status).toBe('starting')
  })

  test('a run is claimed once', () => {
    const { runs } = opened(temporaryFolder())
    runs.create([sampleRun()])
    expect(runs.claim('run-1')?.status).toBe('starting')
    expect(runs.claim('run-1')).toBeNull()
  })

  test('when one closes, its live runs are interrupted with the reason and its queued ones can be taken over', () => {
    const folder = temporaryFolder()
    const first = openWorkspace(folder, tickingClock())
    first.runs.create([sampleRun({ id: 'queued' }), sampleRun({ id: 'live' })])
    first.runs.claim('live')
    const second = opened(folder)
    first.dispose()
    expect(second.runs.recover().map((run) => [run.id, run.status, run.reason?.code])).toEqual([
      ['live', 'interrupted', 'run/program-lost'],
    ])
    expect(second.runs.waiting().map((run) => run.id)).toEqual(['queued'])
    expect(second.runs.claim('queued')?.status).toBe('starting')
    expect(second.runs.move('live', 'queued').status).toBe('queued')
  })
})

describe('a program in a process of its own', () => {
  let built: Awaited<ReturnType<typeof buildChild>>
  beforeAll(async () => {
    built = await buildChild()
  })
  afterAll(() => built.dispose())

  test('killed while it trains: its run is interrupted at the next opening, with all that was logged', async () => {
    const folder = temporaryFolder()
    const child = await startChild(built.file, folder, 'train', 'lost')
    await kill(child)
    const workspace = opened(folder)
    expect(workspace.recovered.length).toBe(1)
    const run = workspace.runs.get('lost')
    expect([run.status, run.reason?.code, run.epochsDone]).toEqual(['interrupted', 'run/program-lost', 3])
    expect(run.endedAt).not.toBeNull()
    expect(workspace.series.read('lost')[0]?.values).toEqual([3, 2, 1])
    expect(readdirSync(join(folder, 'owners')).length).toBe(1)
    expect(readdirSync(join(folder, 'temporary')).length).toBe(1)
    expect(workspace.runs.claim(workspace.runs.move('lost', 'queued').id)?.status).toBe('starting')
  })

  test('killed with a queue: what was queued is queued, and may be started here', async () => {
    const folder = temporaryFolder()
    const child = await startChild(built.file, folder, 'queue', 'waits')
    const workspace = opened(folder)
    expect(workspace.runs.waiting()).toEqual([])
    await kill(child)
    expect(workspace.runs.recover()).toEqual([])
    expect(workspace.runs.waiting().map((run) => run.id)).toEqual(['waits'])
  })

  test('that lives keeps its run though another opens and closes the workspace, and finishes it', async () => {
    const folder = temporaryFolder()
    const child = await startChild(built.file, folder, 'train', 'lives')
    onTestFinished(() => void child.kill('SIGKILL'))
    openWorkspace(folder, tickingClock()).dispose()
    const workspace = opened(folder)
    const live = workspace.runs.get('lives')
    expect([workspace.recovered.length, live.status, isLive(live.status)]).toEqual([0, 'training', true])
    const ended = once(child, 'exit')
    child.send('finish')
    expect(await ended).toEqual([0, null])
    expect(workspace.runs.get('lives').status).toBe('finished')
  })

  test('three that make the workspace and write at once lose nothing and share no number', async () => {
    const folder = join(temporaryFolder(), 'new')
    const children = await Promise.all(['a', 'b', 'c'].map((id) => startChild(built.file, folder, 'write', id)))
    await Promise.all(children.map((child) => (child.exitCode === null ? once(child, 'exit') : null)))
    expect(children.map((child) => child.exitCode)).toEqual([0, 0, 0])
    const { runs, series } = opened(folder)
    const all = runs.list()
    expect(all.map((run) => run.number)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1))
    expect(series.summaries(all.map((run) => run.id)).length).toBe(300)
  })
})
