// What every layer, optimiser and export format keeps when it is really built, trained for twenty steps and exported.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as tfTypes from '@tensorflow/tfjs-node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { build, layerTypes } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import { optimizers } from '../../main/engine/training'
import type { Goal, Graph, LayerNode } from '../../shared/records'
import type { Settings } from '../../shared/fields'
import { exportsAgree, isPlain, plainMatches, shapesMatch, trainedFor } from './built'
import { around } from './networks'
import { drawnTensors, madeUpInputs, pass } from '../architectures/passes'
import { preparedFor } from '../training/prepared'

const tf = loadTensor()
const folder = mkdtempSync(join(tmpdir(), 'netloom-conformance-'))
let tensors = 0
beforeAll(() => (tensors = tf.memory().numTensors))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  expect(tf.memory().numTensors).toBe(tensors)
})

/** Twenty steps: five epochs of four batches of 30 rows. */
async function twentySteps(graph: Graph, goal: Goal, training: Settings = {}) {
  const trained = await trainedFor(graph, preparedFor(goal), { epochs: 5, batchSize: 30, ...training })
  expect(trained.losses).toHaveLength(20)
  expect(trained.losses.every(Number.isFinite)).toBe(true)
  return trained
}

describe.each(Object.keys(layerTypes))('layer %s', (name) => {
  test('has the inferred shape and weights', () => {
    const graph = around(name)
    shapesMatch(graph)
    if (isPlain(graph)) plainMatches(graph)
  })

  test('trains with finite losses and is the same after an export, where there is one', async () => {
    const trained = await twentySteps(around(name), 'binary')
    if (isPlain(around(name))) await exportsAgree(trained, folder, `layer-${name}`)
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

/** Settings by which a layer is random while training. */
const randomly: Settings = { rate: 0.3, deviation: 0.3, dropout: 0.3, recurrentDropout: 0.3, factor: 0.3 }
const randomLayers = Object.values(layerTypes).filter((type) => type.fields.some(({ name }) => name in randomly))

describe.each(randomLayers)('random layer $name', ({ name, fields }) => {
  const settings = Object.fromEntries(
    Object.entries(randomly).filter(([key]) => fields.some((field) => field.name === key)),
  )
  const graph = around(name, settings)
  const tried = graph.layers.find(({ id }) => id === 'tried') as LayerNode
  const network = build(
    { layers: [...graph.layers, { ...tried, id: 'other' }], outputs: ['tried', 'other'] },
    { tf, seed: 1 },
  )
  const outputsAt = (step: number | null) =>
    tf.tidy(() => {
      const weights = drawnTensors(network)
      const inputs = madeUpInputs(network, 200)
      const clock = step === null ? null : tf.scalar(step, 'int32')
      // The second layer has the weights of the first, so that it differs by what is drawn alone.
      const names = network.weights.map((weight) => weight.name)
      const shared = names.map((own) => weights[names.indexOf(own.replace('other/', 'tried/'))] as tfTypes.Tensor)
      const { outputs } = network.run({ weights: shared, inputs, training: step !== null, step: clock })
      return outputs.map((output) => output.dataSync<'float32'>())
    })

  test('draws anew at every step and in every layer, the same at the same step, and nothing outside training', () => {
    const [first, other] = outputsAt(0)
    expect(other).not.toEqual(first)
    expect(outputsAt(0)).toEqual([first, other])
    expect(outputsAt(1)[0]).not.toEqual(first)
    const [calm, alike] = outputsAt(null)
    expect(alike).toEqual(calm)
  })

  test('keeps the share that it should within three standard errors', () => {
    const [calm, drawn] = [outputsAt(null)[0], outputsAt(0)[0]]
    if (!['dropout', 'spatialDropout1d'].includes(name)) return expect(drawn).not.toEqual(calm)
    const units = name === 'dropout' ? (drawn?.length ?? 0) : 200 * 4
    const kept = (drawn?.filter((value) => value !== 0).length ?? 0) / (drawn?.length ?? 1)
    expect(Math.abs(kept - 0.7)).toBeLessThan(3 * Math.sqrt((0.3 * 0.7) / units))
  })
})

test.each(Object.keys(optimizers))('optimiser %s lowers the loss in twenty steps', async (optimizer) => {
  const { outcome, model } = await twentySteps(around('dense'), 'binary', { optimizer, learningRate: 0.05 })
  expect(outcome.keptEpoch).toBeGreaterThan(1)
  expect(model.weights.every((weight) => weight.values.every(Number.isFinite))).toBe(true)
})
