// One supervisor, one set of tests over each transport; and workers that are lost. The window's transport is tested in tests/desktop.
import { afterEach, describe, expect, it } from 'vitest'
import { isOver } from '../../shared/records'
import { long, seriesOf as seriesOfStage, short, testSupervisor } from '../helpers/supervisorTests'
import { launch, openTestHost, progressed, type TestHost, type TransportName } from '../helpers/testHost'

for (const transport of ['inProcess', 'forked'] as const satisfies TransportName[]) {
  testSupervisor(transport, async () => {
    const test = await openTestHost(transport)
    const { host, until, events, remove } = test
    const reached = (run: string, epochs: number) => until(() => progressed(events, run, epochs))
    return { ask: host.ask, whenIdle: () => host.whenIdle(), reached, remove }
  })
}

let test: TestHost

const seriesOf = ({ host }: TestHost, run: string) => seriesOfStage(host, run)

describe('workers that are lost', () => {
  afterEach(() => test.remove())

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
