// What every layer, template, optimiser and export format keeps when it is really built, trained for twenty steps and exported.
import { begun, neverPaused, noCheckpoints } from '../helpers/neverPaused'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { build, buildPlain, check, layerTypes, templates } from '../../main/engine/architectures'
import { formats, writeExport } from '../../main/engine/exports'
import { loadTensor, tensorVersion } from '../../main/engine/tensor'
import { optimizers, train } from '../../main/engine/training'
import { defaultsOf } from '../../shared/fields'
import { goals } from '../../shared/records'
import type { Graph } from '../../shared/records'
import type { Settings } from '../../shared/fields'
import { madeUpInputs, pass } from '../architectures/passes'
import { preparedFor } from '../training/prepared'
import { seriesOf } from '../training/training'
import type { TrainReport } from '../../shared/contract/worker'

const tf = loadTensor()
const folder = mkdtempSync(join(tmpdir(), 'netloom-conformance-'))
let tensors = 0
beforeAll(() => (tensors = tf.memory().numTensors))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  expect(tf.memory().numTensors).toBe(tensors)
})

/** The layer between an input and a head, both of which it has to get along with. */
function around(name: string): Graph {
  const type = layerTypes[name as keyof typeof layerTypes]
  const layers = [
    { id: 'in', type: 'input', settings: { shape: [4] }, inputs: [] },
    { id: 'before', type: 'dense', settings: { units: 6, activation: 'tanh' }, inputs: ['in'] },
    ...(type.inputs === 0 ? [] : [{ id: 'tried', type: name, settings: defaultsOf(type.fields), inputs: ['before'] }]),
    {
      id: 'out',
      type: 'dense',
      settings: { units: 1, activation: 'sigmoid' },
      inputs: [type.inputs === 0 ? 'before' : 'tried'],
    },
  ]
  return { layers, outputs: ['out'] }
}

/** Twenty steps: five epochs of four batches of 30 rows. */
async function twentySteps(graph: Graph, goal: (typeof goals)[number], training: Settings = {}) {
  const reports: TrainReport[] = []
  const prepared = preparedFor(goal)
  const context = {
    tf,
    libraryVersion: tensorVersion(),
    threads: 1,
    now: () => performance.now(),
    signal: new AbortController().signal,
    ...neverPaused,
    log: () => undefined,
    store: noCheckpoints,
    report: (report: TrainReport) => void reports.push(report),
  }
  const settings = { epochs: 5, batchSize: 30, ...training }
  const trained = await train({ graph, training: settings, seed: 2, prepared, subject: 'run', ...begun }, context)
  const losses = seriesOf(reports)['loss/step'] ?? []
  expect(losses).toHaveLength(20)
  expect(losses.every(Number.isFinite)).toBe(true)
  return { ...trained, prepared }
}

async function exportsAgree(trained: Awaited<ReturnType<typeof twentySteps>>, name: string): Promise<void> {
  for (const format of Object.keys(formats)) {
    const target = { format, folder: join(folder, `${name}-${format}`), name }
    const { agrees, largestDifference } = await writeExport({ ...trained, ...target }, tf)
    expect(largestDifference).toBeLessThanOrEqual(1e-5)
    expect(agrees).toBe(true)
  }
}

/** The layers that tf.layers has, in it, against the arithmetic. */
function plainMatches(graph: Graph): void {
  const checked = check(graph)
  expect(checked.problems).toEqual([])
  const { model, dispose } = buildPlain(graph, tf)
  for (const layer of checked.layers) expect(model.getLayer(layer.id).outputShape).toEqual([null, ...layer.outputShape])
  expect(model.countParams()).toBe(checked.parameters)
  dispose()
}

/** Every layer gives what arithmetic says of it, and the weights are as many as it counts. */
function shapesMatch(graph: Graph): void {
  const checked = check(graph)
  expect(checked.problems).toEqual([])
  const network = build(graph, { tf, seed: 1 })
  const shapes = Object.fromEntries(checked.layers.map((layer) => [layer.id, layer.outputShape]))
  tf.tidy(() => {
    pass(network, madeUpInputs(network, 3), 0, (id, output) => expect(output.shape).toEqual([3, ...(shapes[id] ?? [])]))
  })
  const counts = network.drawn().map((values) => values.length)
  expect(counts).toEqual(network.weights.map(({ shape }) => shape.reduce((product, size) => product * size, 1)))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(checked.parameters)
}

describe.each(Object.keys(layerTypes))('layer %s', (name) => {
  test('has the inferred shape and weights', () => {
    shapesMatch(around(name))
    plainMatches(around(name))
  })

  test('trains with finite losses and is the same after an export', async () => {
    await exportsAgree(await twentySteps(around(name), 'binary'), `layer-${name}`)
  })

  test('gives the same outside training each time', () => {
    const network = build(around(name), { tf, seed: 1 })
    tf.tidy(() => {
      const inputs = madeUpInputs(network, 5)
      const twice = [0, 1].map(() => pass(network, inputs).outputs[0]?.dataSync())
      expect(twice[1]).toEqual(twice[0])
    })
  })
})

describe.each(Object.values(templates))('template $name', (template) => {
  test.each(goals)('builds, trains and exports for a %s goal', async (goal) => {
    const { facts } = preparedFor(goal).preparation
    const graph = template.graph(defaultsOf(template.fields), facts)
    shapesMatch(graph)
    plainMatches(graph)
    await exportsAgree(await twentySteps(graph, goal), `template-${template.name}-${goal}`)
  })

  test.each(template.fields.filter((field) => field.kind === 'choice'))(
    'trains with every option of $name',
    async (field) => {
      const { facts } = preparedFor('binary').preparation
      for (const { value } of field.options) {
        const graph = template.graph({ ...defaultsOf(template.fields), [field.name]: value }, facts)
        await exportsAgree(await twentySteps(graph, 'binary'), `template-${template.name}-${value}`)
      }
    },
  )
})

test.each(Object.keys(optimizers))('optimiser %s lowers the loss in twenty steps', async (optimizer) => {
  const { outcome, model } = await twentySteps(around('dense'), 'binary', { optimizer, learningRate: 0.05 })
  expect(outcome.keptEpoch).toBeGreaterThan(1)
  expect(model.weights.every((weight) => weight.values.every(Number.isFinite))).toBe(true)
})
