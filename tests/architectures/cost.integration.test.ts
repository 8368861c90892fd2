// What an architecture costs: numbers by arithmetic at once, time and memory by a probe on the data, which is made once.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Expected } from '../../shared/records'
import { openTestHost, type TestHost } from '../helpers/testHost'

let test: TestHost
beforeAll(async () => {
  test = await openTestHost('inProcess')
})
afterAll(() => test.remove())

const mlp = { template: 'mlp', settings: { hidden: [16] } }

it('says layer by layer what a batch takes, without a forecast while there is no data set', async () => {
  const cost = await test.host.ask('architectures.cost', { ...mlp, batch: 32 })
  expect(cost).toEqual({
    batch: 32,
    layers: [
      { id: 'input', outputShape: [10], parameters: 0, multiplyAdds: 0, activationBytes: 32 * 10 * 4 },
      { id: 'hidden1', outputShape: [16], parameters: 176, multiplyAdds: 160, activationBytes: 32 * 16 * 4 },
      { id: 'output', outputShape: [1], parameters: 17, multiplyAdds: 16, activationBytes: 32 * 4 },
    ],
    parameters: 193,
    multiplyAdds: 176,
    activationBytes: 32 * 27 * 4,
    forecast: null,
  })
})

it('is measured on a data set, and known from then on', async () => {
  const dataset = await test.host.ask('datasets.importSample', { sample: 'penguins' })
  const ask = () => test.host.ask('architectures.cost', { ...mlp, batch: 16, dataset: dataset.id, task: 'probe' })
  const { forecast } = await ask()
  const inOrder = ({ low, likely, high }: Expected) => 0 < low && low <= likely && likely <= high
  expect(forecast && inOrder(forecast.epochSeconds)).toBe(true)
  expect(forecast && inOrder(forecast.peakBytes)).toBe(true)
  expect(['graph', 'xla']).toContain(forecast?.tier)
  // The very same numbers: a second measuring would give others.
  expect((await ask()).forecast).toEqual(forecast)
  const other = { ...mlp, settings: { hidden: [17] }, batch: 16, dataset: dataset.id }
  expect((await test.host.ask('architectures.cost', other)).forecast).not.toEqual(forecast)
})

it('has no forecast for what cannot be trained', async () => {
  const [dataset] = await test.host.ask('datasets.list', {})
  const graph = { layers: [{ id: 'in', type: 'input', settings: { shape: [3] }, inputs: [] }], outputs: ['in'] }
  const draft = { template: 'drawn', settings: {}, graph, batch: 16, dataset: dataset?.id ?? '' }
  expect((await test.host.ask('architectures.cost', draft)).forecast).toBeNull()
})

it('is looked at before a run is made: what the machine cannot hold is refused, unless it is wanted all the same', async () => {
  const [dataset] = await test.host.ask('datasets.list', {})
  const { graph } = await test.host.ask('architectures.check', { ...mlp, dataset: dataset?.id ?? '' })
  const wide = (id: string, from: string) => ({ id, type: 'dense', settings: { units: 65_536 }, inputs: [from] })
  // 13 billion weights, of which nothing is made here.
  const between = [wide('a', 'hidden1'), wide('b', 'a'), wide('c', 'b'), wide('d', 'c')]
  const layers = graph.layers.flatMap((one) => (one.id === 'output' ? [...between, { ...one, inputs: ['d'] }] : [one]))
  const drawn = { name: 'Wide', template: 'mlp', settings: {}, graph: { layers, outputs: ['output'] } }
  const { id } = await test.host.ask('architectures.save', drawn)
  const input = { dataset: dataset?.id ?? '', architectures: [id], training: {}, seeds: [1] }
  await expect(test.host.ask('runs.launch', input)).rejects.toMatchObject({ code: 'run/too-large' })
  expect(await test.host.ask('runs.list', {})).toEqual([])
})

it('can be cancelled', async () => {
  const [dataset] = await test.host.ask('datasets.list', {})
  const draft = { ...mlp, settings: { hidden: [19] }, batch: 16, dataset: dataset?.id ?? '', task: 'tried' }
  const asked = test.host.ask('architectures.cost', draft)
  await test.until(() =>
    test.events.some(({ name, payload }) => name === 'tasks.progressed' && payload.task === 'tried'),
  )
  await test.host.ask('tasks.cancel', { task: 'tried' })
  await expect(asked).rejects.toMatchObject({ code: 'task/cancelled' })
})
