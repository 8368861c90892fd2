// Runs that are paused, stopped, killed or left behind by their program go on to the numbers of one that never ended.
import { join } from 'node:path'
import { truncateSync } from 'node:fs'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Run, RunStatus } from '../../shared/records'
import { openWorkspace, readModel } from '../../main/engine/workspace'
import { pathsOf } from '../../main/engine/workspace/paths'
import { launch, openTestHost, penguins, progressed, type TestHost } from '../helpers/testHost'

// Read by TensorFlow when it is loaded: workers in this process compute as those in their own do.
process.env.TF_NUM_INTRAOP_THREADS = '1'
process.env.TF_NUM_INTEROP_THREADS = '1'

let test: TestHost
afterEach(() => test.remove())

/** Long enough to be met on the way; a tier by name, so that two launches have one plan. */
const training = { epochs: 500, batchSize: 64, tier: 'graph' }

const paths = () => pathsOf(join(test.folder, 'workspace'), '')
const get = (run: string) => test.host.ask('runs.get', { run })
const became = (run: string, status: RunStatus) =>
  test.until(() =>
    test.events.find(
      (event) => event.name === 'runs.changed' && event.payload.id === run && event.payload.status === status,
    ),
  )

async function idOf(launched: Promise<Run[]>): Promise<string> {
  return (await launched)[0]?.id ?? ''
}

/** All that came of a run. */
async function numbersOf(id: string) {
  const { outcome } = await get(id)
  const series = await test.host.ask('runs.series', { run: id })
  const { weights, testOutputs } = readModel(paths().modelFolder(id))
  const { trainingMs: _, ...ended } = outcome ?? { trainingMs: 0 }
  return { ended, weights, testOutputs, series: series.map(({ run: _run, ...rest }) => rest) }
}

/** Pauses a run, which keeps a checkpoint, and waits until it waits. */
async function pause(id: string): Promise<void> {
  test.events.length = 0
  await test.host.ask('runs.pause', { run: id })
  await became(id, 'paused')
}

const kill = (id: string) => process.kill(test.host.workers().runs.get(id) ?? 0, 'SIGKILL')

async function finish(id: string): Promise<void> {
  await test.host.ask('runs.resume', { run: id })
  await test.host.whenIdle()
  expect(await get(id)).toMatchObject({ status: 'finished', problems: [], reason: null })
}

/** The numbers of a run that never ended, made once. */
let whole: Awaited<ReturnType<typeof numbersOf>>
beforeAll(async () => {
  test = await openTestHost('inProcess')
  const id = await idOf(launch(test.host, training))
  await test.host.whenIdle()
  whole = await numbersOf(id)
  test.remove()
})

/** The same run once more, until it has gone through `epochs`. */
async function begun(epochs: number): Promise<string> {
  const run = await idOf(launch(test.host, training))
  await test.until(() => progressed(test.events, run, epochs))
  return run
}

describe.each(['inProcess', 'forked'] as const)('over %s workers', (transport) => {
  it('a paused run waits and goes on; one that is stopped while it waits goes on later', async () => {
    test = await openTestHost(transport)
    const run = await begun(5)
    await pause(run)
    const { epochsDone } = await get(run)
    await test.host.ask('runs.resume', { run })
    await test.until(() => progressed(test.events, run, epochsDone + 20))
    await pause(run)
    await test.host.ask('runs.stop', { run })
    await test.host.whenIdle()
    expect(await get(run)).toMatchObject({ status: 'stopped', reason: { code: 'run/stopped-by-user' } })
    await finish(run)
    expect(await numbersOf(run)).toEqual(whole)
  })
})

describe('a run whose worker is killed', () => {
  it.each([3, 120])('after epoch %i and a checkpoint ends with the same numbers', async (epochs) => {
    test = await openTestHost('forked')
    const run = await begun(epochs)
    await pause(run)
    await test.host.ask('runs.resume', { run })
    const { epochsDone } = await get(run)
    await test.until(() => progressed(test.events, run, epochsDone + 20))
    kill(run)
    await test.host.whenIdle()
    expect(await get(run)).toMatchObject({ status: 'interrupted', reason: { code: 'run/worker-lost' } })
    await finish(run)
    expect(await numbersOf(run)).toEqual(whole)
    const workspace = openWorkspace(join(test.folder, 'workspace'), () => new Date())
    expect(workspace.checkpoints.list(run)).toEqual([])
    workspace.dispose()
  })

  it('while it waits, with a damaged newest checkpoint, goes on from the one before', async () => {
    test = await openTestHost('forked')
    const run = await begun(5)
    await pause(run)
    await test.host.ask('runs.resume', { run })
    const { epochsDone } = await get(run)
    await test.until(() => progressed(test.events, run, epochsDone + 20))
    await pause(run)
    kill(run)
    await test.host.whenIdle()
    const workspace = openWorkspace(join(test.folder, 'workspace'), () => new Date())
    const [newest, older] = workspace.checkpoints.list(run)
    workspace.dispose()
    expect(older?.step).toBeLessThan(newest?.step ?? 0)
    truncateSync(join(paths().checkpointFolder(run), newest?.name ?? ''), 100)
    await finish(run)
    expect(await numbersOf(run)).toEqual(whole)
    const log = await test.host.ask('runs.log', { run })
    expect(log.map(({ line }) => line)).toContainEqual(expect.stringContaining('damaged'))
  })

  it('and of which no checkpoint is left begins again and says so', async () => {
    test = await openTestHost('forked')
    const run = await begun(2)
    kill(run)
    await test.host.whenIdle()
    const workspace = openWorkspace(join(test.folder, 'workspace'), () => new Date())
    workspace.checkpoints.clear(run)
    workspace.dispose()
    await test.host.ask('runs.resume', { run })
    await test.host.whenIdle()
    expect((await get(run)).problems.map(({ code }) => code)).toEqual(['run/resumed-from-start'])
    expect(await numbersOf(run)).toEqual(whole)
  })

  it('and whose later values were others says that they differ', async () => {
    test = await openTestHost('forked')
    const run = await begun(5)
    await pause(run)
    kill(run)
    await test.host.whenIdle()
    const { epochsDone } = await get(run)
    const workspace = openWorkspace(join(test.folder, 'workspace'), () => new Date())
    const values = Float64Array.of(123)
    workspace.series.append(run, [{ name: 'loss/train', axis: 'epoch', first: epochsDone + 5, values }])
    workspace.dispose()
    await test.host.ask('runs.resume', { run })
    await test.host.whenIdle()
    expect(await get(run)).toMatchObject({
      status: 'finished',
      problems: [{ path: 'loss/train', code: 'run/resume-differs', severity: 'warning' }],
    })
    const [series] = await test.host.ask('runs.series', { run, names: ['loss/train'] })
    expect(series?.values).not.toContain(123)
  })
})

it('a run that its program left behind goes on when the workspace is opened again', async () => {
  test = await openTestHost('forked')
  const run = await begun(5)
  await pause(run)
  test.close()
  test = await openTestHost('forked', test.folder)
  expect(await get(run)).toMatchObject({ status: 'interrupted', reason: { code: 'run/program-closed' } })
  await finish(run)
  expect(await numbersOf(run)).toEqual(whole)
})

it('runs that are not on their way cannot be paused or resumed', async () => {
  test = await openTestHost('inProcess')
  await test.host.ask('runs.setConcurrent', { concurrent: 1 })
  const [live, queued] = await launch(test.host, { ...training, epochs: 200 }, [1, 2])
  await expect(test.host.ask('runs.pause', { run: queued?.id ?? '' })).rejects.toMatchObject({
    code: 'run/illegal-move',
  })
  await expect(test.host.ask('runs.resume', { run: queued?.id ?? '' })).rejects.toMatchObject({
    code: 'run/not-resumable',
  })
  await test.host.whenIdle()
  await expect(test.host.ask('runs.resume', { run: live?.id ?? '' })).rejects.toMatchObject({
    code: 'run/not-resumable',
  })
})

it('a paused run leaves its place to the next', async () => {
  test = await openTestHost('inProcess')
  await test.host.ask('runs.setConcurrent', { concurrent: 1 })
  const [first, second] = await launch(test.host, training, [1, 2])
  await test.until(() => progressed(test.events, first?.id ?? '', 2))
  await pause(first?.id ?? '')
  await became(second?.id ?? '', 'finished')
  expect(await get(first?.id ?? '')).toMatchObject({ status: 'paused' })
  await finish(first?.id ?? '')
})

it('all seeds of an architecture train by one plan, the other architecture by its own', async () => {
  test = await openTestHost('inProcess')
  const { dataset, architecture } = await penguins(test.host)
  const wide = { name: 'Wide', template: 'mlp', settings: { hidden: [12] } }
  const other = await test.host.ask('architectures.save', wide)
  const runs = await test.host.ask('runs.launch', {
    dataset: dataset.id,
    architectures: [architecture.id, other.id],
    training: { epochs: 3 },
    seeds: [1, 2],
  })
  await test.host.whenIdle()
  const plans = await Promise.all(runs.map(async ({ id }) => (await get(id)).plan))
  expect(plans[0]?.parts[0]).toMatchObject({ fromStep: 0 })
  expect(plans[1]).toEqual(plans[0])
  expect(plans[3]).toEqual(plans[2])
  expect(plans[2]?.forecast).not.toEqual(plans[0]?.forecast)
})

describe('a warm start', () => {
  const short = { epochs: 2, batchSize: 32, tier: 'eager' }

  it("begins with the other run's weights, and holds the layers that are frozen", async () => {
    test = await openTestHost('inProcess')
    const first = await idOf(launch(test.host, { ...short, epochs: 5 }))
    await test.host.whenIdle()
    const { dataset, architecture } = await penguins(test.host)
    const weights = () => readModel(paths().modelFolder(first)).weights
    const layers = [...new Set(weights().map(({ name }) => name.split('/')[0] ?? ''))]
    const start = async (freeze: string[]) => {
      const id = await idOf(
        test.host.ask('runs.launch', {
          dataset: dataset.id,
          architectures: [architecture.id],
          training: { ...short, freeze },
          seeds: [9],
          startFrom: first,
        }),
      )
      await test.host.whenIdle()
      expect((await get(id)).start).toEqual({ run: first, name: '#1 Small' })
      const log = await test.host.ask('runs.log', { run: id })
      expect(log.map(({ line }) => line)).toContain('4 of 4 weights begin with those of #1 Small')
      return readModel(paths().modelFolder(id)).weights
    }
    const frozenFirst = await start(layers.slice(0, 1))
    expect(frozenFirst.slice(0, 2)).toEqual(weights().slice(0, 2))
    expect(frozenFirst.slice(2)).not.toEqual(weights().slice(2))
    expect(await start([])).not.toEqual(weights())
  })

  it('that fits nothing, or freezes what is not there, fails and says what there is', async () => {
    test = await openTestHost('inProcess')
    const first = await idOf(launch(test.host, short))
    await test.host.whenIdle()
    const dataset = await test.host.ask('datasets.importSample', { sample: 'bike' })
    const settings = { hidden: [5] }
    const other = await test.host.ask('architectures.save', { name: 'Other', template: 'mlp', settings })
    const wanted = { dataset: dataset.id, architectures: [other.id], seeds: [1] }
    const misfit = await idOf(test.host.ask('runs.launch', { ...wanted, training: short, startFrom: first }))
    const unknown = await idOf(test.host.ask('runs.launch', { ...wanted, training: { ...short, freeze: ['nowhere'] } }))
    await test.host.whenIdle()
    expect(await get(misfit)).toMatchObject({ status: 'failed', reason: { code: 'run/bad-start' } })
    expect((await get(unknown)).reason?.message.en).toContain('"nowhere"')
    await expect(test.host.ask('runs.launch', { ...wanted, training: short, startFrom: misfit })).rejects.toMatchObject(
      { code: 'run/no-model' },
    )
  })
})
