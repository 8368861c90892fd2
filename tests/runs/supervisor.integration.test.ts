// One supervisor, one set of tests over each transport: launching, queueing, stopping, losing workers, starting again.
import { afterEach, describe, expect, it } from 'vitest'
import { isOver, type Run } from '../../shared/records'
import { launch, openTestHost, penguins, progressed, type TestHost, type TransportName } from '../helpers/testHost'

let test: TestHost
afterEach(() => test.remove())

const short = { epochs: 3, batchSize: 32 }
const long = { epochs: 20_000, batchSize: 32 }

async function runsOf({ host }: TestHost): Promise<Run[]> {
  return host.ask('runs.list', {})
}

async function seriesOf({ host }: TestHost, run: string) {
  const series = await host.ask('runs.series', { run })
  return new Map(series.map(({ name, values }) => [name, values]))
}

describe.each<TransportName>(['inProcess', 'forked'])('a supervisor over %s workers', (transport) => {
  it('trains to the end, and the same seed gives the same numbers twice', async () => {
    test = await openTestHost(transport)
    const [run, twin, other] = await launch(test.host, short, [7, 7, 8])
    await test.host.whenIdle()
    const done = await runsOf(test)
    expect(done.map(({ status, number }) => [status, number])).toEqual([
      ['finished', 1],
      ['finished', 2],
      ['finished', 3],
    ])
    expect(done[0]).toMatchObject({
      epochsDone: 3,
      reason: null,
      plan: { tier: 'eager' },
      outcome: { endedBy: 'epochs-done' },
    })
    expect(done[0]?.outcome?.scores).toEqual(done[1]?.outcome?.scores)
    const [first, second, third] = await Promise.all([run, twin, other].map((one) => seriesOf(test, one?.id ?? '')))
    expect(first).toEqual(second)
    expect(first).not.toEqual(third)
    expect([...(first?.keys() ?? [])]).toEqual(
      expect.arrayContaining(['accuracy/train', 'accuracy/validation', 'loss/step', 'loss/train', 'loss/validation']),
    )
    expect(first?.get('loss/train')).toHaveLength(3)
    expect(first?.get('loss/step')).toHaveLength(done[0]?.outcome?.stepsDone ?? 0)
  })

  it('trains one after the other when one at once is allowed', async () => {
    test = await openTestHost(transport)
    await test.host.ask('runs.setConcurrent', { concurrent: 1 })
    await launch(test.host, short, [1, 2])
    expect((await test.host.ask('runs.queue', {})).queued).toHaveLength(1)
    await test.host.whenIdle()
    const [first, second] = await runsOf(test)
    expect(Date.parse(second?.startedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(first?.endedAt ?? 'never'))
  })

  it('stops a live run and keeps what it learnt; takes a queued one out of the queue', async () => {
    test = await openTestHost(transport)
    await test.host.ask('runs.setConcurrent', { concurrent: 1 })
    const [live, queued] = await launch(test.host, long, [1, 2])
    await test.until(() => progressed(test.events, live?.id ?? '', 2))
    await test.host.ask('runs.stop', { run: queued?.id ?? '' })
    await test.host.ask('runs.stop', { run: live?.id ?? '' })
    await test.host.whenIdle()
    const [first, second] = await runsOf(test)
    expect(first).toMatchObject({
      status: 'stopped',
      reason: { code: 'run/stopped-by-user' },
      outcome: { endedBy: 'stopped-by-user' },
    })
    expect(first?.model).not.toBeNull()
    expect(second).toMatchObject({ status: 'stopped', outcome: null, startedAt: null })
    await expect(test.host.ask('runs.stop', { run: live?.id ?? '' })).rejects.toMatchObject({
      code: 'run/illegal-move',
    })
  })

  it('ends a run whose loss explodes, keeps its last finite weights, and says why', async () => {
    test = await openTestHost(transport)
    const { architecture } = await penguins(test.host)
    const { id } = await test.host.ask('datasets.importSample', { sample: 'bike' })
    const training = { epochs: 3, batchSize: 256, optimizer: 'sgd', learningRate: 10 }
    const [exploding] = await test.host.ask('runs.launch', {
      dataset: id,
      architectures: [architecture.id],
      training,
      seeds: [1],
    })
    await test.host.whenIdle()
    const ended = await test.host.ask('runs.get', { run: exploding?.id ?? '' })
    expect(ended).toMatchObject({
      status: 'finished',
      reason: { code: 'run/diverged' },
      outcome: { endedBy: 'diverged' },
    })
    expect(ended.model).not.toBeNull()
  })

  it('removes an ended run and brings it back, but no live one', async () => {
    test = await openTestHost(transport)
    const [run] = await launch(test.host, short)
    const id = run?.id ?? ''
    await expect(test.host.ask('runs.remove', { run: id })).rejects.toMatchObject({ code: 'run/not-over' })
    await test.host.whenIdle()
    await test.host.ask('runs.remove', { run: id })
    expect(await runsOf(test)).toEqual([])
    await test.host.ask('runs.restore', { run: id })
    expect((await seriesOf(test, id)).get('loss/train')).toHaveLength(3)
  })

  it('refuses settings, networks and data that cannot train, and makes no run', async () => {
    test = await openTestHost(transport)
    await expect(launch(test.host, { epochs: 0 })).rejects.toMatchObject({ code: 'run/bad-settings' })
    await expect(launch(test.host, { epoch: 3 })).rejects.toMatchObject({ code: 'run/bad-settings' })
    const { id } = (await test.host.ask('datasets.list', {}))[0] ?? { id: '' }
    await test.host.ask('datasets.update', { dataset: id, roles: [{ column: 'species', role: 'ignore' }] })
    const [architecture] = await test.host.ask('architectures.list', {})
    await expect(
      test.host.ask('runs.launch', {
        dataset: id,
        architectures: [architecture?.id ?? ''],
        training: short,
        seeds: [1],
      }),
    ).rejects.toMatchObject({ code: 'dataset/not-ready' })
    expect(await runsOf(test)).toEqual([])
  })
})

describe('workers that are lost', () => {
  it('a killed training worker leaves its run interrupted with what it logged, and it can be started again', async () => {
    test = await openTestHost('forked')
    const [run] = await launch(test.host, long)
    const id = run?.id ?? ''
    const seen = await test.until(() => progressed(test.events, id, 3))
    process.kill(test.host.workers().runs.get(id) ?? 0, 'SIGKILL')
    await test.host.whenIdle()
    const lost = await test.host.ask('runs.get', { run: id })
    expect(lost).toMatchObject({
      status: 'interrupted',
      reason: { code: 'run/worker-lost', details: { signal: 'SIGKILL' } },
    })
    const logged = (await seriesOf(test, id)).get('loss/train') ?? []
    expect(logged.length).toBeGreaterThanOrEqual(seen.epoch - 1)

    await test.host.ask('runs.restart', { run: id })
    await test.until(() =>
      test.events.find(
        (event) => event.name === 'runs.progressed' && event.payload.epoch > 3 && event.payload !== seen,
      ),
    )
    await test.host.ask('runs.stop', { run: id })
    await test.host.whenIdle()
    const again = (await seriesOf(test, id)).get('loss/train') ?? []
    const both = Math.min(again.length, logged.length)
    expect(again.slice(0, both)).toEqual(logged.slice(0, both))
  })

  it('a killed tables worker comes back for the next request', async () => {
    test = await openTestHost('forked')
    await launch(test.host, short)
    await test.host.whenIdle()
    process.kill(test.host.workers().tables ?? 0, 'SIGKILL')
    const [dataset] = await test.host.ask('datasets.list', {})
    const rows = await test.host.ask('datasets.rows', { dataset: dataset?.id ?? '', offset: 0, limit: 5 })
    expect(rows.rows).toHaveLength(5)
    expect(rows.total).toBe(344)
  })

  it('closing the program leaves live runs interrupted and queued ones queued; they go on at the next opening', async () => {
    test = await openTestHost('forked')
    await test.host.ask('runs.setConcurrent', { concurrent: 1 })
    const [live] = await launch(test.host, long, [1])
    const [queued] = await launch(test.host, short, [2])
    await test.until(() => progressed(test.events, live?.id ?? '', 1))
    test.close()
    test = await openTestHost('forked', test.folder)
    expect(await test.host.ask('runs.get', { run: live?.id ?? '' })).toMatchObject({
      status: 'interrupted',
      reason: { code: 'run/program-closed' },
    })
    await test.host.whenIdle()
    const after = await test.host.ask('runs.get', { run: queued?.id ?? '' })
    expect(isOver(after.status) && after.status).toBe('finished')
  })
})
