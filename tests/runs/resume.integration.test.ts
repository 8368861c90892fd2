// Runs that are paused, stopped, killed or left behind by their program go on to the numbers of one that never ended.
import { join } from 'node:path'
import { truncateSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { progressed, root } from '../helpers/testHost'
import { openPlace, reopened } from './place'
import type { Place } from './place'

// Read by TensorFlow when it is loaded: workers in this process compute as those in their own do.
process.env.TF_NUM_INTRAOP_THREADS = '1'
process.env.TF_NUM_INTEROP_THREADS = '1'

/** Long enough to be met on the way; a tier by name, so that two launches have one plan. */
const training = { epochs: 300, batchSize: 64, tier: 'graph' }

/** One host a transport for all tests: starting it and importing a table is not what is tested. */
const places = new Map<'inProcess' | 'forked', Place>()
/** That of the test under way. */
let place: Place

async function over(transport: 'inProcess' | 'forked'): Promise<void> {
  place = places.get(transport) ?? (await openPlace(transport))
  places.set(transport, place)
  place.events.length = 0
}

afterAll(() => {
  for (const opened of places.values()) opened.remove()
})

/** The run once more, as soon as it trains. */
async function begun(): Promise<string> {
  const run = await place.launchOne(training)
  await place.became(run, 'training')
  return run
}

/** Lets it go on until values later than its checkpoint are stored. */
async function resumeFurther(run: string): Promise<void> {
  const { epochsDone } = await place.get(run)
  await place.resume(run)
  await place.until(() => progressed(place.events, run, epochsDone + 5))
}

async function whenLost(run: string): Promise<void> {
  await place.host.whenIdle()
  expect(await place.get(run)).toMatchObject({ status: 'interrupted', reason: { code: 'run/worker-lost' } })
}

async function kill(run: string): Promise<void> {
  process.kill(place.host.workers().runs.get(run) ?? 0, 'SIGKILL')
  await whenLost(run)
}

async function finish(run: string): Promise<void> {
  await place.host.ask('runs.resume', { run })
  await place.host.whenIdle()
  expect(await place.get(run)).toMatchObject({ status: 'finished', problems: [], reason: null })
}

/** The numbers of a run that never ended, made once. */
let whole: Awaited<ReturnType<Place['numbersOf']>>
beforeAll(async () => {
  await over('inProcess')
  const id = await place.launchOne(training)
  await place.host.whenIdle()
  whole = await place.numbersOf(id)
})

describe.each(['inProcess', 'forked'] as const)('over %s workers', (transport) => {
  it('a paused run waits and goes on; one that is stopped while it waits goes on later', async () => {
    await over(transport)
    const run = await begun()
    await place.pause(run)
    const { stepsDone } = await place.get(run)
    await place.resume(run)
    await place.pause(run)
    expect((await place.get(run)).stepsDone).toBeGreaterThan(stepsDone)
    await place.stop(run)
    await finish(run)
    expect(await place.numbersOf(run)).toEqual(whole)
    expect(place.checkpointsOf(run)).toEqual([])
  })
})

describe('a run whose worker process', () => {
  beforeEach(() => over('forked'))

  it('is killed while it trains, and whose program is closed later on, ends with the same numbers', async () => {
    const run = await begun()
    await place.pause(run)
    await resumeFurther(run)
    await kill(run)
    await place.resume(run)
    await place.pause(run)
    place = await reopened(place, 'forked')
    places.set('forked', place)
    expect(await place.get(run)).toMatchObject({ status: 'interrupted', reason: { code: 'run/program-closed' } })
    await finish(run)
    expect(await place.numbersOf(run)).toEqual(whole)
  })

  /** Workers that begin from now on die at that moment of writing a checkpoint; none when it is null. */
  function dieWriting(moment: string | null): void {
    const preload = pathToFileURL(join(root, 'tests/runs/dieWriting.mjs')).href
    if (moment === null) delete process.env.NODE_OPTIONS
    else Object.assign(process.env, { NODE_OPTIONS: `--import ${preload}`, NETLOOM_TEST_DIES: moment })
  }

  it('dies in the middle of a checkpoint, and at its end, goes on from the one before', async () => {
    dieWriting('2 10')
    const run = await begun()
    await place.pause(run)
    const [kept] = place.checkpointsOf(run)
    await place.resume(run)
    // It dies before it can wait.
    await place.host.ask('runs.pause', { run })
    await whenLost(run)
    expect(place.checkpointsOf(run)).toEqual([kept])
    dieWriting('1 renamed')
    await place.resume(run)
    await place.host.ask('runs.pause', { run })
    await whenLost(run)
    expect(place.checkpointsOf(run)).toEqual([kept])
    dieWriting(null)
    await finish(run)
    expect(await place.numbersOf(run)).toEqual(whole)
  })
})

describe('a run that goes on', () => {
  beforeEach(() => over('inProcess'))

  it('with a damaged newest checkpoint does so from the one before', async () => {
    const run = await begun()
    await place.pause(run)
    await place.resume(run)
    await place.pause(run)
    await place.stop(run)
    const [newest, older] = place.checkpointsOf(run)
    expect(older?.step).toBeLessThan(newest?.step ?? 0)
    truncateSync(join(place.paths.checkpointFolder(run), newest?.name ?? ''), 100)
    await finish(run)
    expect(await place.numbersOf(run)).toEqual(whole)
    expect(await place.logOf(run)).toContainEqual(expect.stringContaining('damaged'))
  })

  it('and of which no checkpoint is left begins again and says so', async () => {
    const run = await begun()
    await place.pause(run)
    await place.stop(run)
    place.inWorkspace(({ checkpoints }) => checkpoints.clear(run))
    await place.host.ask('runs.resume', { run })
    await place.host.whenIdle()
    expect((await place.get(run)).problems.map(({ code }) => code)).toEqual(['run/resumed-from-start'])
    expect(await place.numbersOf(run)).toEqual(whole)
  })

  it('and whose later values were others says that they differ', async () => {
    const run = await begun()
    await place.pause(run)
    await place.stop(run)
    const { epochsDone } = await place.get(run)
    const values = Float64Array.of(123)
    place.inWorkspace(({ series }) =>
      series.append(run, [{ name: 'loss/train', axis: 'epoch', first: epochsDone + 5, values }]),
    )
    await place.host.ask('runs.resume', { run })
    await place.host.whenIdle()
    expect(await place.get(run)).toMatchObject({
      status: 'finished',
      problems: [{ path: 'loss/train', code: 'run/resume-differs', severity: 'warning' }],
    })
    expect(await place.numbersOf(run)).toEqual(whole)
  })
})
