// Killing any part of the program: the window lives, nothing logged is lost, and what was lost says so.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  asked,
  bridge,
  openDesktop,
  part,
  pictureOfFailure,
  processes,
  runIn,
  until,
  type Desktop,
  type Envelope,
} from '../helpers/desktop'

let folder: string
let desktop: Desktop
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-lost-'))
  desktop = await openDesktop({ folder })
})
afterEach((context) => pictureOfFailure(desktop, context))
afterAll(async () => {
  await desktop.close()
  rmSync(folder, { recursive: true, force: true })
})

async function pidOf(name: string): Promise<number> {
  const all = await processes(desktop)
  const found = all.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no ${name} among ${all.map((one) => one.name).join(', ')}`)
  return found.pid
}

/** A run that would take very long, training already. */
async function launchLong(): Promise<string> {
  const [known] = await asked(desktop, 'datasets.list', {})
  const dataset = known ?? (await asked(desktop, 'datasets.importSample', { sample: 'penguins' }))
  const settings = { name: 'Long', template: 'mlp', settings: { hidden: [8] } }
  const architecture = await asked(desktop, 'architectures.save', settings)
  const training = { epochs: 50_000 }
  const [run] = await asked(desktop, 'runs.launch', {
    dataset: dataset.id,
    architectures: [architecture.id],
    training,
    seeds: [1],
  })
  const id = run?.id ?? ''
  await runIn(desktop, id, ['training'])
  await until(desktop, {
    name: 'runs.series',
    input: { run: id, names: ['loss/train'] },
    isEnough: ([loss]) => (loss?.values.length ?? 0) >= 3,
  })
  return id
}

async function lossOf(run: string): Promise<number[]> {
  return (await asked(desktop, 'runs.series', { run, names: ['loss/train'] }))[0]?.values ?? []
}

describe('a killed part of the program', () => {
  it('the training worker: its run is interrupted, with the reason, and the window shows it', async () => {
    const run = await launchLong()
    const before = await lossOf(run)
    process.kill(await pidOf('Netloom training worker'), 'SIGKILL')
    const lost = await runIn(desktop, run, ['interrupted'])
    expect(lost.reason).toMatchObject({ code: 'run/worker-lost' })
    expect((await lossOf(run)).slice(0, before.length)).toEqual(before)
    await part(desktop, 'place-runs').click()
    await desktop.page.locator(`[data-test="run-row"][data-id="${run}"][data-status="interrupted"]`).waitFor()
  })

  it('a training worker that was only just asked for: a stop at once ends it', async () => {
    const run = await launchLong()
    await asked(desktop, 'runs.stop', { run })
    await runIn(desktop, run, ['stopped'])
    // One after the other in one breath: the worker's process is not up when it is to end.
    const replies = await desktop.page.evaluate((run) => {
      const { request } = (
        window as unknown as { netloom: { request: (name: string, input: object) => Promise<Envelope> } }
      ).netloom
      return Promise.all([request('runs.restart', { run }), request('runs.stop', { run })])
    }, run)
    expect(replies).toMatchObject([{ ok: true }, { ok: true, value: { status: 'stopping' } }])
    expect(await runIn(desktop, run, ['stopped'])).toMatchObject({ outcome: null, model: null })
    // The run is told to have ended before the system has taken its process away.
    const workers = async () => (await processes(desktop)).filter(({ name }) => name === 'Netloom training worker')
    await expect.poll(workers, { timeout: 30_000 }).toEqual([])
  })

  it('the tables worker: the next look at a table brings it back', async () => {
    process.kill(await pidOf('Netloom tables worker'), 'SIGKILL')
    const [dataset] = await asked(desktop, 'datasets.list', {})
    const { rows } = await asked(desktop, 'datasets.rows', { dataset: dataset?.id ?? '', offset: 0, limit: 3 })
    expect(rows).toHaveLength(3)
  })

  it('the engine host: it is back by itself, its run interrupted, everything else there', async () => {
    const run = await launchLong()
    const before = await lossOf(run)
    const host = await pidOf('Netloom engine')
    process.kill(host, 'SIGKILL')
    const lost = await runIn(desktop, run, ['interrupted'])
    expect(lost.reason).toMatchObject({ code: 'run/program-lost' })
    expect((await lossOf(run)).slice(0, before.length)).toEqual(before)
    expect(await pidOf('Netloom engine')).not.toBe(host)
    expect(await asked(desktop, 'datasets.list', {})).toHaveLength(1)
    await desktop.page.locator(`[data-test="run-row"][data-id="${run}"][data-status="interrupted"]`).waitFor()
    // The run is told to have ended before the system has taken its process away.
    const workers = async () => (await processes(desktop)).filter(({ name }) => name === 'Netloom training worker')
    await expect.poll(workers, { timeout: 30_000 }).toEqual([])
  })

  it('the engine host, while it works on something: the asker is told', async () => {
    const asking = bridge(desktop, 'datasets.importSample', { sample: 'shoppers' })
    process.kill(await pidOf('Netloom engine'), 'SIGKILL')
    expect(await asking).toMatchObject({ ok: false, error: { code: 'host/lost' } })
    expect(await asked(desktop, 'datasets.list', {})).toHaveLength(1)
  })

  it('the whole program: the next start shows the run interrupted, and it can be started again', async () => {
    const run = await launchLong()
    const before = await lossOf(run)
    const ended = new Promise((resolve) => desktop.app.process().once('exit', resolve))
    desktop.app.process().kill('SIGKILL')
    await ended
    desktop = await openDesktop({ folder })
    const lost = await runIn(desktop, run, ['interrupted'])
    expect(lost.reason).toMatchObject({ code: 'run/program-lost' })
    expect((await lossOf(run)).slice(0, before.length)).toEqual(before)
    await part(desktop, 'place-runs').click()
    await desktop.page.locator(`[data-test="run-row"][data-id="${run}"] [data-test="open-run"]`).click()
    await part(desktop, 'restart-run').click()
    await runIn(desktop, run, ['training'])
    await part(desktop, 'stop-run').click()
    expect((await runIn(desktop, run, ['stopped'])).outcome?.endedBy).toBe('stopped-by-user')
  })
})
