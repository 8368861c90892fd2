// An architecture that was drawn by hand goes through the whole program: saved, trained, compared, exported, bundled, as an experiment file.
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchExperiment } from '../../main/engine/experiment'
import { drawnByHand, experimentSchema } from '../../shared/records'
import type { Dataset, Graph, Run } from '../../shared/records'
import { openTestHost, type TestHost } from '../helpers/testHost'

let test: TestHost
let dataset: Dataset
beforeAll(async () => {
  test = await openTestHost('inProcess')
  dataset = await test.host.ask('datasets.importSample', { sample: 'penguins' })
  await test.host.ask('datasets.check', { dataset: dataset.id })
})
afterAll(() => test.remove())

/** Two branches that no template draws. Of `width` inputs: (width + 1) x 6 + (width + 1) x 4 + 11 x 3 parameters. */
const branches = (width: number): Graph => ({
  layers: [
    { id: 'rows', type: 'input', settings: { shape: [width] }, inputs: [] },
    { id: 'wide', type: 'dense', settings: { units: 6, activation: 'tanh' }, inputs: ['rows'] },
    { id: 'narrow', type: 'dense', settings: { units: 4 }, inputs: ['rows'] },
    { id: 'both', type: 'concatenate', settings: {}, inputs: ['wide', 'narrow'] },
    { id: 'species', type: 'dense', settings: { units: 3, activation: 'softmax' }, inputs: ['both'] },
  ],
  outputs: ['species'],
})
const parametersOf = (width: number) => (width + 1) * 6 + (width + 1) * 4 + 11 * 3

const ended = (id: string): Promise<Run> =>
  test.until(() => {
    const said = test.events.flatMap((event) => (event.name === 'runs.changed' ? [event.payload] : []))
    return said.find((run) => run.id === id && run.endedAt !== null)
  })

async function widthOf(): Promise<number> {
  const { graph } = await test.host.ask('architectures.check', { template: 'mlp', settings: {}, dataset: dataset.id })
  return (graph.layers[0]?.settings.shape as number[])[0] as number
}

describe('a drawn architecture', () => {
  it('is checked as it was drawn, whatever the template would draw', async () => {
    const graph = branches(await widthOf())
    const draft = { template: 'mlp', settings: { hidden: [3] }, graph, dataset: dataset.id }
    const checked = await test.host.ask('architectures.check', draft)
    expect(checked.problems).toEqual([])
    expect(checked.graph).toEqual(graph)
    expect(checked.parameters).toBe(parametersOf(await widthOf()))
  })

  it('trains as it was drawn, and a change after the launch does not reach the run', async () => {
    const graph = branches(await widthOf())
    const draft = { name: 'Branches', template: 'mlp', settings: {}, graph }
    const drawing = { places: [{ layer: 'rows', x: 0, y: 10 }], blocks: [], comments: [] }
    const saved = await test.host.ask('architectures.save', { ...draft, drawing })
    const launch = { dataset: dataset.id, architectures: [saved.id], training: { epochs: 3 }, seeds: [1] }
    const [launched] = await test.host.ask('runs.launch', launch)
    const changed = { ...graph, layers: graph.layers.filter(({ id }) => id !== 'species'), outputs: ['both'] }
    await test.host.ask('architectures.save', { ...draft, architecture: saved.id, graph: changed })
    const run = await ended(launched?.id ?? '')
    expect(run.status).toBe('finished')
    expect(run.parameters).toBe(parametersOf(await widthOf()))
    expect(run.architecture).toMatchObject({ template: 'mlp', graph, version: 1 })
    expect(run.architecture).not.toHaveProperty('drawing')
    await expect(test.host.ask('runs.launch', launch)).rejects.toMatchObject({ code: 'architecture/not-valid' })
    const target = { run: run.id, format: 'tfjs', folder: join(test.folder, 'exported') }
    expect(await test.host.ask('exports.write', target)).toMatchObject({ agrees: true })
  })

  it('is made to fit a data set, and trains then, also with a layer that leads nowhere', async () => {
    const other: Graph = JSON.parse(JSON.stringify(branches(3)).replace('"units":3', '"units":9')) as Graph
    const { graph, said } = await test.host.ask('architectures.fit', { graph: other, dataset: dataset.id })
    expect(graph).toEqual(branches(await widthOf()))
    expect(said.map(({ en }) => en)).toEqual([
      expect.stringMatching(/^Gave the input "rows" the shape/),
      'Gave "species" 3 units and softmax.',
    ])
    const idle = { id: 'idle', type: 'dense', settings: { units: 5 }, inputs: ['rows'] }
    const draft = { template: drawnByHand, settings: {}, graph: { ...graph, layers: [...graph.layers, idle] } }
    const { problems } = await test.host.ask('architectures.check', { ...draft, dataset: dataset.id })
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['architecture/leads-nowhere', 'warning']])
    const saved = await test.host.ask('architectures.save', { ...draft, name: 'Idle' })
    for (const tier of ['eager', 'graph']) {
      const training = { epochs: 2, tier, weightDecay: 0, clipNorm: 1, histogramsEvery: 1, diagnosticsEvery: 1 }
      const launch = { dataset: dataset.id, architectures: [saved.id], training, seeds: [1] }
      const run = await ended((await test.host.ask('runs.launch', launch))[0]?.id ?? '')
      expect(run, run.reason?.message.en ?? '').toMatchObject({ status: 'finished', plan: { parts: [{ tier }] } })
      expect(run.parameters).toBe(parametersOf(await widthOf()))
    }
  })

  it('may be saved while it is wrong, but not launched', async () => {
    const graph: Graph = { layers: [{ id: 'a', type: 'nothing', settings: {}, inputs: ['b'] }], outputs: [] }
    const saved = await test.host.ask('architectures.save', {
      name: 'Begun',
      template: drawnByHand,
      settings: {},
      graph,
    })
    expect(saved.graph).toEqual(graph)
    const launch = { dataset: dataset.id, architectures: [saved.id], training: {}, seeds: [1] }
    await expect(test.host.ask('runs.launch', launch)).rejects.toMatchObject({ code: 'architecture/not-valid' })
  })

  it('is told apart from another by the settings of its layers', async () => {
    const graph = branches(await widthOf())
    const other: Graph = JSON.parse(JSON.stringify(graph).replace('"units":6', '"units":7')) as Graph
    const ids: string[] = []
    for (const one of [graph, other]) {
      const draft = { name: 'Compared', template: drawnByHand, settings: {}, graph: one }
      const saved = await test.host.ask('architectures.save', draft)
      const launch = { dataset: dataset.id, architectures: [saved.id], training: { epochs: 1 }, seeds: [1] }
      ids.push((await ended((await test.host.ask('runs.launch', launch))[0]?.id ?? '')).id)
    }
    const { differing, runs } = await test.host.ask('comparisons.compare', { runs: ids })
    expect(differing).toEqual(['architecture.wide.units'])
    expect(runs.map(({ settings }) => settings['architecture.wide.units']).sort()).toEqual([6, 7])
  })

  it('travels in a bundle and is known there again', async () => {
    const [run] = (await test.host.ask('runs.list', {})).filter(({ architecture }) => architecture.graph !== undefined)
    const file = join(test.folder, 'drawn.netloom')
    await test.host.ask('bundles.write', { runs: [run?.id ?? ''], file })
    const colleague = await openTestHost('inProcess')
    await colleague.host.ask('bundles.open', { file })
    const [there] = await colleague.host.ask('runs.list', {})
    expect(there?.architecture.graph).toEqual(run?.architecture.graph)
    const [architecture] = await colleague.host.ask('architectures.list', {})
    const [here] = (await test.host.ask('architectures.list', {})).filter(({ id }) => id === run?.architecture.id)
    expect(architecture).toMatchObject({ graph: here?.graph })
    expect((await colleague.host.ask('bundles.open', { file })).already).toEqual([there?.id])
    colleague.remove()
  })

  it('is described by an experiment file', async () => {
    const graph = branches(await widthOf())
    const experiment = experimentSchema.parse({
      netloom: 'experiment',
      schemaVersion: 1,
      name: 'Species',
      data: { sample: 'penguins' },
      target: 'species',
      architectures: [{ name: 'Drawn', graph }],
      training: { epochs: 1 },
    })
    const launched = () => launchExperiment({ experiment, pathOf: (file) => file, ask: test.host.ask, task: 'drawn' })
    const { runs, architectures } = await launched()
    expect(architectures[0]).toMatchObject({ name: 'Drawn', template: drawnByHand, graph })
    expect(await ended(runs[0]?.id ?? '')).toMatchObject({ status: 'finished', architecture: { graph } })
    expect((await launched()).architectures[0]?.id).toBe(architectures[0]?.id)
  })
})
