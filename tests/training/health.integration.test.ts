// Gradient norms and update ratios by layer, against norms worked out by hand.
import { expect, test } from 'vitest'
import { loadTensor } from '../../main/engine/tensor'
import { trainingSettings } from '../../main/engine/training'
import { openSession } from '../../main/engine/training/session'
import type { Settings } from '../../shared/fields'
import type { Graph, LayerNode } from '../../shared/records'
import { preparedFor } from './prepared'

const tf = loadTensor()

const node = (id: string, type: string, settings: Settings, ...inputs: string[]): LayerNode => {
  return { id, type, settings, inputs }
}
const linear = { units: 1, activation: 'linear' }

/** Steps of plain descent on one row, [1, 2], whose target is 1; the loss is the square of what is missing. */
function health(layers: LayerNode[], weights: number[][], training: Settings) {
  const prepared = preparedFor('regression', 5, 2)
  const part = Uint8Array.from([0, 1, 1, 1, 1])
  const source = {
    inputs: [{ shape: [2], values: Float32Array.from([1, 2, 0, 0, 0, 0, 0, 0, 0, 0]) }],
    targets: [{ shape: [], values: Float32Array.from([1, 0, 0, 0, 0]) }],
    weights: null,
    part,
  }
  const graph: Graph = {
    layers: [node('input', 'input', { shape: [2], dtype: 'float32' }), ...layers],
    outputs: [layers.at(-1)?.id ?? ''],
  }
  const settings = trainingSettings({ optimizer: 'sgd', batchSize: 1, ...training })
  const wants = { gradientNorm: true, health: true }
  const session = openSession({ graph, settings, seed: 1, prepared, source, wants, start: null, now: () => 0 }, tf)
  session.setWeights(weights.map((values) => Float32Array.from(values)))
  const steps = settings.accumulate
  const learningRates = new Float32Array(steps).fill(settings.learningRate)
  const result = session.advance({ rows: new Int32Array(steps), batchSize: 1, learningRates })
  session.dispose()
  return { joint: [...(result.gradientNorms ?? [])], ...(result.health as NonNullable<typeof result.health>) }
}

const close = (found: ArrayLike<number>, expected: number[]) => {
  expect(found.length).toBe(expected.length)
  Array.from(found).forEach((value, index) => expect(value).toBeCloseTo(expected[index] as number, 5))
}

// Weights (.5, -.25) and .1: the output is .1, .9 too little, so the gradients are 2 x -.9 x (1, 2, 1).
const norm = Math.sqrt(1.8 ** 2 + 3.6 ** 2 + 1.8 ** 2)
const size = Math.sqrt(0.5 ** 2 + 0.25 ** 2 + 0.1 ** 2)
const one = [node('a layer/with a slash', 'dense', linear, 'input')]
const oneWeights = [[0.5, -0.25], [0.1]]

test('kernel and bias of a layer count together', () => {
  const found = health(one, oneWeights, { learningRate: 0.1 })
  expect(found.layers).toEqual(['a layer/with a slash'])
  close(found.gradientNorms, [norm])
  close(found.updateRatios, [(0.1 * norm) / size])
  close(found.joint, [norm])
})

test('the gradient is that before clipping, the update that which was made', () => {
  const found = health(one, oneWeights, { learningRate: 0.1, clipNorm: 1 })
  close(found.gradientNorms, [norm])
  close(found.updateRatios, [0.1 / size])
})

test('each layer has its own', () => {
  // h = .5 x 1 + .25 x 2 = 1, output 2 h = 2, 1 too much: gradients 2 h = 2, and 2 x 2 x (1, 2).
  const bare = { ...linear, useBias: false }
  const layers = [node('constructor', 'dense', bare, 'input'), node('__proto__', 'dense', bare, 'constructor')]
  const found = health(layers, [[0.5, 0.25], [2]], { learningRate: 0.01 })
  expect(found.layers).toEqual(['constructor', '__proto__'])
  close(found.gradientNorms, [4 * Math.sqrt(5), 2])
  close(found.updateRatios, [(0.01 * 4 * Math.sqrt(5)) / Math.sqrt(0.3125), (0.01 * 2) / 2])
  close(found.joint, [Math.sqrt(84)])
})

test('steps that only gather gradients move nothing', () => {
  const found = health(one, oneWeights, { learningRate: 0.1, accumulate: 2 })
  close(found.gradientNorms, [norm, norm])
  close(found.updateRatios, [0, (0.1 * norm) / size])
})
