// What a run says and stores at its edges: numbers just told, numbers that cannot be stored, ends before anything was learnt.
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { Database } from '../../main/engine/workspace/database'
import { launch, openTestHost, penguins, progressed, type TestHost } from '../helpers/testHost'

let test: TestHost
afterEach(() => test.remove())

const long = { epochs: 20_000, batchSize: 32 }

describe('a live run', () => {
  it('has stored every point that it has told', async () => {
    test = await openTestHost('inProcess')
    const [run] = await launch(test.host, long)
    const id = run?.id ?? ''
    await test.until(() => progressed(test.events, id, 2))
    const told = test.events
      .flatMap((event) => (event.name === 'runs.progressed' && event.payload.run === id ? event.payload.points : []))
      .filter(({ name }) => name === 'loss/train')
    const [series] = await test.host.ask('runs.series', { run: id, names: ['loss/train'] })
    expect(told.length).toBeGreaterThan(0)
    expect(series?.values.slice(0, told.length)).toEqual(told.map(({ value }) => value))
  })

  it.each(['inProcess', 'forked'] as const)(
    'whose lines cannot be stored fails alone (%s worker)',
    async (transport) => {
      test = await openTestHost(transport)
      const { dataset, architecture } = await penguins(test.host)
      const database = new Database(join(test.folder, 'workspace/netloom.db'))
      database.exec('DROP TABLE log')
      database.dispose()
      const wanted = { dataset: dataset.id, architectures: [architecture.id], training: long, seeds: [1] }
      const [run] = await test.host.ask('runs.launch', wanted)
      await test.host.whenIdle()
      expect(await test.host.ask('runs.get', { run: run?.id ?? '' })).toMatchObject({
        status: 'failed',
        reason: { bug: true, message: { en: expect.stringContaining('no such table: log') } },
      })
    },
  )

  it('that is stopped before it trains, or waits, says that no model was kept', async () => {
    test = await openTestHost('forked')
    await test.host.ask('runs.setConcurrent', { concurrent: 1 })
    const runs = await launch(test.host, long, [1, 2])
    for (const { id } of runs) await test.host.ask('runs.stop', { run: id })
    await test.host.whenIdle()
    for (const { id } of runs) {
      const { status, model, reason } = await test.host.ask('runs.get', { run: id })
      expect([status, model]).toEqual(['stopped', null])
      expect(reason?.hint).toMatchObject({
        en: expect.stringContaining('no model'),
        zh: expect.stringContaining('未保留模型'),
      })
    }
  })
})

describe('leaving a workspace', () => {
  it.each([{ task: 'my-import' }, {}])('cancels what is under way in it (%o)', async (name) => {
    test = await openTestHost('forked')
    const step = test.host.ask('datasets.importSample', { sample: 'shoppers', ...name })
    const refused = expect(step).rejects.toMatchObject({ code: 'task/cancelled' })
    await test.host.ask('workspace.open', { folder: join(test.folder, 'second') })
    await refused
    expect(await test.host.ask('datasets.list', {})).toEqual([])
  })
})
