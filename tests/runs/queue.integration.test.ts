// The queue over a real workspace: what waits, what shares a plan, and runs that begin with the weights of others.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openPlace } from './place'
import type { Place } from './place'

// Read by TensorFlow when it is loaded: workers in this process compute as those in their own do.
process.env.TF_NUM_INTRAOP_THREADS = '1'
process.env.TF_NUM_INTEROP_THREADS = '1'

const training = { epochs: 300, batchSize: 64, tier: 'graph' }

let place: Place
beforeAll(async () => void (place = await openPlace('inProcess')))
afterAll(() => place.remove())
beforeEach(() => void (place.events.length = 0))

describe('the queue', () => {
  it('runs that are not on their way cannot be paused or resumed', async () => {
    await place.host.ask('runs.setConcurrent', { concurrent: 1 })
    const [live, queued] = await place.launch({ ...training, epochs: 20 }, [1, 2])
    const first = live?.id ?? ''
    const second = queued?.id ?? ''
    await expect(place.host.ask('runs.pause', { run: second })).rejects.toMatchObject({ code: 'run/illegal-move' })
    await expect(place.host.ask('runs.resume', { run: second })).rejects.toMatchObject({ code: 'run/not-resumable' })
    await place.host.whenIdle()
    await expect(place.host.ask('runs.resume', { run: first })).rejects.toMatchObject({ code: 'run/not-resumable' })
  })

  it('a paused run leaves its place to the next', async () => {
    await place.host.ask('runs.setConcurrent', { concurrent: 1 })
    const run = await place.launchOne(training)
    await place.became(run, 'training')
    await place.pause(run)
    const next = await place.launchOne({ ...training, epochs: 2 })
    await place.became(next, 'finished')
    expect(await place.get(run)).toMatchObject({ status: 'paused' })
    await place.stop(run)
  })

  it('all seeds of an architecture train by one plan, the other architecture by its own', async () => {
    await place.host.ask('runs.setConcurrent', { concurrent: 2 })
    const wide = { name: 'Wide', template: 'mlp', settings: { hidden: [12] } }
    const other = await place.host.ask('architectures.save', wide)
    const runs = await place.launch({ epochs: 3 }, [1, 2], { architectures: [place.architecture, other.id] })
    await place.host.whenIdle()
    const plans = await Promise.all(runs.map(async ({ id }) => (await place.get(id)).plan))
    expect(plans[0]?.parts[0]).toMatchObject({ fromStep: 0 })
    expect(plans[1]).toEqual(plans[0])
    expect(plans[3]).toEqual(plans[2])
    expect(plans[2]?.forecast).not.toEqual(plans[0]?.forecast)
  })
})

describe('a warm start', () => {
  const short = { epochs: 2, batchSize: 32, tier: 'eager' }

  it("begins with the other run's weights, and holds the layers that are frozen", async () => {
    const first = await place.launchOne({ ...short, epochs: 5 })
    await place.host.whenIdle()
    const { number } = await place.get(first)
    const weights = () => place.weightsOf(first)
    const layers = [...new Set(weights().map(({ name }) => name.split('/')[0] ?? ''))]
    const start = async (freeze: string[]) => {
      const id = await place.launchOne({ ...short, freeze }, [9], { startFrom: first })
      await place.host.whenIdle()
      expect((await place.get(id)).start).toEqual({ run: first, name: `#${number} Small` })
      expect(await place.logOf(id)).toContain(`4 of 4 weights begin with those of #${number} Small`)
      return place.weightsOf(id)
    }
    const frozenFirst = await start(layers.slice(0, 1))
    expect(frozenFirst.slice(0, 2)).toEqual(weights().slice(0, 2))
    expect(frozenFirst.slice(2)).not.toEqual(weights().slice(2))
    expect(await start([])).not.toEqual(weights())
  })

  it('that fits nothing, or freezes what is not there, fails and says what there is', async () => {
    const first = await place.launchOne(short)
    await place.host.whenIdle()
    const dataset = await place.host.ask('datasets.importSample', { sample: 'bike' })
    const settings = { hidden: [5] }
    const other = await place.host.ask('architectures.save', { name: 'Other', template: 'mlp', settings })
    const wanted = { dataset: dataset.id, architectures: [other.id], seeds: [1] }
    const misfit = await place.host.ask('runs.launch', { ...wanted, training: short, startFrom: first })
    const unknown = await place.launchOne({ ...short, freeze: ['nowhere'] })
    await place.host.whenIdle()
    const id = misfit[0]?.id ?? ''
    expect(await place.get(id)).toMatchObject({ status: 'failed', reason: { code: 'run/bad-start' } })
    expect((await place.get(unknown)).reason?.message.en).toContain('"nowhere"')
    await expect(place.launch(short, [1], { startFrom: id })).rejects.toMatchObject({ code: 'run/no-model' })
  })
})
