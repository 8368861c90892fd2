// @vitest-environment happy-dom
// The stores on an in-memory engine that keeps records: reading, events, undo, errors, reading again after a gap.
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../shared/contract/errors'
import type { Dataset, Run } from '../../shared/records'
import { connect } from '../../renderer/api'
import { useArchitectures } from '../../renderer/stores/architectures'
import { useComparisons } from '../../renderer/stores/comparisons'
import { useCurves } from '../../renderer/stores/curves'
import { useDatasets } from '../../renderer/stores/datasets'
import { followEngine, readAll } from '../../renderer/stores/follow'
import { historyOf } from '../../renderer/stores/history'
import { useLaunch } from '../../renderer/stores/launch'
import { useNavigation } from '../../renderer/stores/navigation'
import { useNotices } from '../../renderer/stores/notices'
import { useRuns } from '../../renderer/stores/runs'
import { useTasks } from '../../renderer/stores/tasks'
import { useWorkspace } from '../../renderer/stores/workspace'
import { memoryBridge } from './memoryBridge'
import type { MemoryBridge } from './memoryBridge'
import { architecture, dataset, progress, run, template } from './records'

let bridge: MemoryBridge
let datasets: Dataset[]
let runs: Run[]
let stopFollowing: () => void

beforeEach(async () => {
  setActivePinia(createPinia())
  datasets = [dataset('d1'), dataset('d2')]
  runs = [run('r2', 'queued', 2), run('r1', 'training', 1)]
  bridge = memoryBridge(engine())
  stopFollowing = followEngine(connect(bridge))
  await readAll()
})
afterEach(() => stopFollowing())

function engine(): MemoryBridge['answers'] {
  const removed = new Map<string, Dataset>()
  return {
    'app.facts': () => ({
      version: '1',
      platform: 'linux',
      node: '20',
      electron: null,
      tensorflow: null,
      duckdb: null,
      cores: 2,
      memoryBytes: 1,
    }),
    'workspace.current': () => ({ folder: '/w', name: 'w', schemaVersion: 1 }),
    'workspace.recent': () => [],
    'datasets.samples': () => [],
    'datasets.splits': () => [],
    'datasets.list': () => datasets,
    'datasets.remove': ({ dataset: id }) => {
      removed.set(id, datasets.find((one) => one.id === id) ?? dataset(id))
      datasets = datasets.filter((one) => one.id !== id)
      return null
    },
    'datasets.restore': ({ dataset: id }) => {
      const back = removed.get(id) ?? dataset(id)
      datasets = [...datasets, back]
      return back
    },
    'architectures.templates': () => [template],
    'architectures.layers': () => [],
    'architectures.list': () => [architecture('a1')],
    'runs.fields': () => [],
    'runs.metrics': () => [],
    'runs.list': () => runs,
    'runs.queue': () => ({ concurrent: 1, running: ['r1'], queued: ['r2'] }),
    'runs.series': ({ run: id }) => [
      { run: id, name: 'loss/train', axis: 'epoch', total: 2, at: [1, 2], values: [0.7, 0.6] },
    ],
    'exports.formats': () => [],
    'exports.list': () => [],
    'tasks.cancel': () => ({ cancelled: true }),
  }
}

describe('reading', () => {
  it('fills every store from the engine', () => {
    expect(useWorkspace().current?.name).toBe('w')
    expect(useDatasets().list.map((one) => one.id)).toEqual(['d1', 'd2'])
    expect(useRuns().byId.get('r1')?.status).toBe('training')
    expect(useRuns().queue.queued).toEqual(['r2'])
  })

  it('says what is wrong when the engine cannot answer, and recovers', async () => {
    const text = { en: 'Unreadable.', zh: '无法读取。' }
    bridge.answers['datasets.list'] = () => {
      throw new AppError({ code: 'workspace/unreadable', message: text, hint: text })
    }
    const store = useDatasets()
    await store.load()
    expect([store.status, store.error?.code]).toEqual(['failed', 'workspace/unreadable'])
    bridge.answers['datasets.list'] = () => [dataset('d3')]
    await store.load()
    expect([store.status, store.error, store.list[0]?.id]).toEqual(['ready', null, 'd3'])
  })

  it('keeps the answer of the last question when answers overtake each other', async () => {
    let release: (list: Dataset[]) => void = () => undefined
    bridge.answers['datasets.list'] = () => new Promise((resolve) => (release = resolve))
    const slow = useDatasets().load()
    await vi.waitFor(() => expect(bridge.asked.at(-1)?.name).toBe('datasets.list'))
    const answerSlow = release
    bridge.answers['datasets.list'] = () => [dataset('new')]
    await useDatasets().load()
    answerSlow([dataset('old')])
    await slow
    expect(useDatasets().list.map((one) => one.id)).toEqual(['new'])
  })
})

describe('events', () => {
  it('a changed data set is read again', async () => {
    datasets = [dataset('d1', 'renamed')]
    bridge.send({ name: 'datasets.changed', payload: { dataset: 'd1' } })
    await vi.waitFor(() => expect(useDatasets().list.map((one) => one.name)).toEqual(['renamed']))
  })

  it('a changed run replaces its record, and its progress ends with it', () => {
    bridge.send({ name: 'runs.progressed', payload: progress('r1', 1, 0.7) })
    expect(useRuns().progress.get('r1')?.epoch).toBe(1)
    bridge.send({ name: 'runs.changed', payload: run('r1', 'finished', 1) })
    expect(useRuns().byId.get('r1')?.status).toBe('finished')
    expect(useRuns().progress.has('r1')).toBe(false)
  })

  it('progress grows the curves that were read, each point once', async () => {
    await useCurves().need('r1')
    bridge.send({ name: 'runs.progressed', payload: progress('r1', 2, 0.61) })
    bridge.send({ name: 'runs.progressed', payload: progress('r1', 3, 0.5) })
    const series = useCurves().byRun.get('r1')?.get('loss/train')
    expect([series?.at, series?.values]).toEqual([
      [1, 2, 3],
      [0.7, 0.6, 0.5],
    ])
  })

  it('a gap makes records and shown curves be read again', async () => {
    await useCurves().need('r1')
    runs = [run('r1', 'finished', 1)]
    datasets = [dataset('d9')]
    bridge.send({ name: 'queue.changed', payload: { concurrent: 2, running: [], queued: [] } })
    bridge.lose()
    const before = bridge.asked.length
    bridge.send({ name: 'datasets.changed', payload: { dataset: 'd9' } })
    await vi.waitFor(() => expect(useRuns().byId.get('r1')?.status).toBe('finished'))
    await vi.waitFor(() => expect(useDatasets().list.map((one) => one.id)).toEqual(['d9']))
    await vi.waitFor(() => expect(bridge.asked.slice(before).map((one) => one.name)).toContain('runs.series'))
  })

  it('a host that starts again is read from the beginning', async () => {
    datasets = [dataset('d7')]
    bridge.restartHost()
    await vi.waitFor(() => expect(useDatasets().list.map((one) => one.id)).toEqual(['d7']))
  })

  it('another workspace empties what was chosen and reads its records', async () => {
    bridge.answers['comparisons.compare'] = () => ({
      runs: [],
      metrics: [],
      baselines: [],
      differing: [],
      secondChart: { metric: 'accuracy', note: { en: '', zh: '' } },
      problems: [],
    })
    await useComparisons().choose(['r1'])
    datasets = []
    bridge.send({ name: 'workspace.changed', payload: { folder: '/x', name: 'x', schemaVersion: 1 } })
    await vi.waitFor(() => expect(useDatasets().list).toEqual([]))
    expect([useWorkspace().current?.name, useComparisons().chosen]).toEqual(['x', []])
  })
})

describe('another workspace', () => {
  it('finds nothing of the one before: ids, drafts, checks, what was open or chosen', async () => {
    bridge.send({ name: 'runs.progressed', payload: progress('r1', 1, 0.7) })
    useNavigation().go('runs', 'r1')
    useArchitectures().works.set('a1', {
      history: historyOf({ name: 'a', template: 'mlp', settings: {} }),
      stored: null,
      of: null,
    })
    const sentence = { en: '', zh: '' }
    const readiness = { goal: null, sentence, uses: [], facts: null, tasks: [] }
    useDatasets().checks.set('d1', { of: '', readiness, problems: [], error: null })
    Object.assign(useLaunch(), {
      dataset: 'd1',
      architectures: ['a1'],
      startFrom: 'r1',
      training: { freeze: ['hidden1'] },
    })
    bridge.send({ name: 'workspace.changed', payload: { folder: '/x', name: 'x', schemaVersion: 1 } })
    await vi.waitFor(() => expect(useDatasets().status).toBe('ready'))
    expect(useRuns().progress.size + useArchitectures().works.size + useDatasets().checks.size).toBe(0)
    expect([useNavigation().place, useNavigation().open.runs]).toEqual(['runs', null])
    const { dataset: chosen, architectures, startFrom, frozen } = useLaunch()
    expect({ chosen, architectures, startFrom, frozen }).toEqual({
      chosen: null,
      architectures: [],
      startFrom: null,
      frozen: [],
    })
  })

  it('is not the same one again', () => {
    useNavigation().go('runs', 'r1')
    bridge.send({ name: 'workspace.changed', payload: { folder: '/w', name: 'renamed', schemaVersion: 1 } })
    expect(useNavigation().open.runs).toBe('r1')
  })
})

describe('actions', () => {
  it('pausing and resuming show at once what the engine says of the run', async () => {
    bridge.answers['runs.pause'] = ({ run: id }) => run(id, 'paused', 1)
    bridge.answers['runs.resume'] = ({ run: id }) => run(id, 'training', 1)
    await useRuns().pause('r1')
    expect(useRuns().byId.get('r1')?.status).toBe('paused')
    await useRuns().resume('r1')
    expect(useRuns().byId.get('r1')?.status).toBe('training')
  })

  it('a live run has a pace, and none once it waits', () => {
    for (const epoch of [1, 2]) bridge.send({ name: 'runs.progressed', payload: progress('r1', epoch, 0.5) })
    // 3 steps in 100 ms, by the records.
    expect(useRuns().paces.get('r1')).toBe(30)
    bridge.send({ name: 'runs.changed', payload: run('r1', 'paused', 1) })
    expect([useRuns().paces.has('r1'), useRuns().progress.has('r1')]).toEqual([false, true])
  })

  it('a removed data set comes back by undo', async () => {
    const store = useDatasets()
    await store.remove('d1')
    expect(store.byId.has('d1')).toBe(false)
    await store.restore('d1')
    expect(store.byId.has('d1')).toBe(true)
    expect(datasets.map((one) => one.id)).toContain('d1')
  })

  it('a launch whose runs were overtaken by events keeps the newer state', async () => {
    const launched = run('r3', 'queued', 3)
    bridge.answers['runs.launch'] = () => {
      bridge.send({ name: 'runs.changed', payload: run('r3', 'failed', 3) })
      return [launched]
    }
    await useRuns().launch({ dataset: 'd1', architectures: ['a1'], training: {}, seeds: [1] })
    expect(useRuns().byId.get('r3')?.status).toBe('failed')
  })

  it('a task is listed while it works, with its progress, and can be cancelled', async () => {
    const tasks = useTasks()
    let finish: () => void = () => undefined
    const work = tasks.run('Importing', (id) => {
      bridge.send({ name: 'tasks.progressed', payload: { task: id, stage: 'read', done: 3, total: 4 } })
      return new Promise<void>((resolve) => (finish = resolve))
    })
    expect(tasks.list[0]).toMatchObject({ label: 'Importing', done: 3, total: 4 })
    await tasks.cancel(tasks.list[0]?.id ?? '')
    expect(bridge.asked.at(-1)?.name).toBe('tasks.cancel')
    finish()
    await work
    expect(tasks.list).toEqual([])
  })

  it('an input that the contract does not know is refused and shown', async () => {
    const notices = useNotices()
    bridge.answers['runs.setConcurrent'] = ({ concurrent }) => ({ concurrent, running: [], queued: [] })
    await notices.attempt(() => useRuns().setConcurrent(0))
    expect(notices.troubles).toHaveLength(1)
    expect(notices.shown?.error.code).toBe('app/bug')
    expect(useRuns().queue.concurrent).toBe(1)
  })

  it('what the user cancelled is no trouble', () => {
    const text = { en: 'Cancelled.', zh: '已取消。' }
    useNotices().report(new AppError({ code: 'task/cancelled', message: text, hint: text }))
    expect(useNotices().troubles).toEqual([])
  })
})
