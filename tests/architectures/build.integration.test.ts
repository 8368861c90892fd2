// Built networks: seeded weights, seeded dropout, shared layers, several inputs and outputs, all as a pure function of weights.
import { describe, expect, test } from 'vitest'
import { build, buildPlain, check, layerTypes, madeUpFacts, templates } from '../../main/engine/architectures'
import type { Network } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import type { Settings } from '../../shared/fields'
import { withDefaults } from '../../shared/fields'
import type { Graph, LayerNode } from '../../shared/records'
import { drawnTensors, pass } from './passes'

const tf = loadTensor()
const graphOf = (settings: Settings = {}) =>
  templates.mlp.graph(withDefaults(templates.mlp.fields, settings), madeUpFacts)
const networkOf = (settings: Settings, seed: number) => build(graphOf(settings), { tf, seed })
const node = (id: string, type: string, inputs: string[], settings: Settings = {}): LayerNode => ({
  id,
  type,
  settings,
  inputs,
})

describe('weights', () => {
  test('are the same for the same seed and differ between seeds and layers', () => {
    const first = networkOf({ hidden: [10, 10] }, 5).drawn()
    expect(networkOf({ hidden: [10, 10] }, 5).drawn()).toEqual(first)
    expect(networkOf({ hidden: [10, 10] }, 6).drawn()).not.toEqual(first)
    expect(first[0]).not.toEqual(first[2])
  })

  test("are within Glorot's limit, the square root of 6 / (inputs + outputs), and biases are zero", () => {
    const [kernel = new Float32Array(0), bias] = networkOf({ hidden: [16] }, 1).drawn()
    const limit = Math.sqrt(6 / 26)
    expect(Math.max(...kernel.map(Math.abs))).toBeLessThanOrEqual(limit)
    expect(Math.max(...kernel.map(Math.abs))).toBeGreaterThan(limit * 0.9)
    expect(bias).toEqual(new Float32Array(16))
  })

  test('are named by layer and weight', () => {
    const names = networkOf({ hidden: [4], batchNormalisation: true }, 1).weights.map((weight) => weight.name)
    expect(names).toEqual([
      'hidden1/kernel',
      'hidden1/bias',
      'hidden1Normalised/gamma',
      'hidden1Normalised/beta',
      'hidden1Normalised/movingMean',
      'hidden1Normalised/movingVariance',
      'output/kernel',
      'output/bias',
    ])
  })

  test('that a layer writes come back, all others are the tensors handed in, and these stay as they are', () => {
    const network = networkOf({ hidden: [4], batchNormalisation: true }, 1)
    tf.tidy(() => {
      const given = drawnTensors(network)
      const before = given.map((tensor) => [...tensor.dataSync()])
      const inputs = [tf.randomUniform([8, 10], -1, 1, 'float32', 3)]
      const step = tf.scalar(0, 'int32')
      const { weights } = network.run({ weights: given, inputs, training: true, step })
      const written = weights.map((tensor, index) => tensor !== given[index])
      expect(written).toEqual([false, false, false, false, true, true, false, false])
      expect(given.map((tensor) => [...tensor.dataSync()])).toEqual(before)
    })
  })
})

describe('dropout', () => {
  const rate = 0.3
  const rows = 400
  const ids = ['first', 'second']
  const graph: Graph = {
    layers: [node('in', 'input', [], { shape: [50] }), ...ids.map((id) => node(id, 'dropout', ['in'], { rate }))],
    outputs: ids,
  }
  /** What both dropout layers make of ones at a step. */
  const dropped = (step: number | null, seed = 1) =>
    tf.tidy(() => {
      const { outputs } = pass(build(graph, { tf, seed }), [tf.ones([rows, 50])], step)
      return outputs.map((output) => output.dataSync<'float32'>())
    }) as [Float32Array, Float32Array]

  test('keeps its share within three standard errors, scaled up, the same at the same step, another at any other', () => {
    const [first, second] = dropped(0)
    const kept = first.filter((value) => value > 0)
    const count = rows * 50
    expect(Math.abs(kept.length / count - (1 - rate))).toBeLessThan(3 * Math.sqrt((rate * (1 - rate)) / count))
    expect(new Set(kept)).toEqual(new Set([Math.fround(1 / (1 - rate))]))
    expect(dropped(0)[0]).toEqual(first)
    expect(dropped(1)[0]).not.toEqual(first)
    expect(second).not.toEqual(first)
    expect(dropped(0, 2)[0]).not.toEqual(first)
  })

  test('does nothing outside training', () => {
    expect(new Set(dropped(null)[0])).toEqual(new Set([1]))
  })
})

describe('a graph of several inputs and outputs', () => {
  const shared = { ...node('b', 'dense', ['y'], { units: 2, activation: 'linear' }), shares: 'a' }
  const graph: Graph = {
    layers: [
      node('x', 'input', [], { shape: [3] }),
      node('y', 'input', [], { shape: [3], dtype: 'int32' }),
      shared,
      node('a', 'dense', ['x'], { units: 2, activation: 'linear', l2: 0.5, constraint: 'nonNegative' }),
      node('c', 'dense', ['a'], { units: 1, activation: 'sigmoid' }),
    ],
    outputs: ['b', 'c'],
  }
  const network = build(graph, { tf, seed: 3 })

  test('has one set of weights for layers that share', () => {
    expect(network.weights.map(({ name }) => name)).toEqual(['a/kernel', 'a/bias', 'c/kernel', 'c/bias'])
    expect(check(graph).parameters).toBe(8 + 3)
    expect(network.inputs.map(({ id, dtype }) => [id, dtype])).toEqual([
      ['x', 'float32'],
      ['y', 'int32'],
    ])
  })

  test('computes by hand: sums of weights, and what stood before the sigmoid', () => {
    tf.tidy(() => {
      const weights = [tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]), tf.tensor1d([0, 1])]
      const head = [tf.tensor2d([1, -1], [2, 1]), tf.tensor1d([0.5])]
      const inputs = [tf.tensor2d([[1, 0, 2]]), tf.tensor2d([[1, 1, 0]], undefined, 'int32')]
      const given = { weights: [...weights, ...head], inputs, training: false, step: null }
      const { outputs, logits } = network.run(given)
      expect([...(outputs[0]?.dataSync() ?? [])]).toEqual([4, 7])
      // a = [11, 15], c = sigmoid(11 - 15 + 0.5)
      expect(logits[0]).toBeNull()
      expect(logits[1]?.kind).toBe('sigmoid')
      expect(logits[1]?.tensor.dataSync()[0]).toBe(-3.5)
      expect(outputs[1]?.dataSync()[0]).toBeCloseTo(1 / (1 + Math.exp(3.5)), 6)
      expect(network.penalty(given.weights)?.dataSync()[0]).toBeCloseTo(0.5 * 91, 4)
      expect([...network.constrain(0, tf.tensor1d([-1, 2])).dataSync()]).toEqual([0, 2])
    })
  })

  test('tells the outputs of its layers to an observer', () => {
    const seen: string[] = []
    tf.tidy(() => void pass(network, [tf.ones([1, 3]), tf.ones([1, 3], 'int32')], null, (id) => void seen.push(id)))
    expect(seen).toEqual(['b', 'a', 'c'])
  })

  test('shares only with a layer of the same type, with its own weights and of the same shapes', () => {
    const wrong = (change: object) =>
      check({ ...graph, layers: graph.layers.map((layer) => (layer.id === 'b' ? { ...layer, ...change } : layer)) })
    for (const change of [{ shares: 'b' }, { shares: 'x' }, { shares: 'nobody' }, { settings: { units: 3 } }])
      expect(wrong(change).problems[0]).toMatchObject({ code: 'architecture/bad-share', path: 'b' })
  })
})

test('a table has its rows updated alone unless one of its layers, a penalty or a constraint reads it as a whole', () => {
  const ids = node('ids', 'input', [], { shape: [3], dtype: 'int32' })
  const table = (settings: Settings = {}) => node('table', 'embedding', ['ids'], { entries: 9, width: 4, ...settings })
  const scores = { ...node('scores', 'embedding', ['table'], { entries: 9, width: 4, scores: true }), shares: 'table' }
  const rowsOf = (...layers: LayerNode[]) =>
    build({ layers: [ids, ...layers], outputs: ['table'] }, { tf, seed: 1 }).weights[0]?.rows
  expect(rowsOf(table())).toBe(true)
  expect(rowsOf(table(), { ...table(), id: 'other', shares: 'table' })).toBe(true)
  expect(rowsOf(table(), scores)).toBeUndefined()
  expect(rowsOf(table({ l2: 0.1 }))).toBeUndefined()
  expect(rowsOf(table({ constraint: 'unitNorm' }))).toBeUndefined()
})

test('no tensor is left behind', () => {
  const before = tf.memory().numTensors
  const network: Network = networkOf({ hidden: [4, 4], dropout: 0.5, l2: 0.1, batchNormalisation: true }, 1)
  network.drawn()
  tf.tidy(() => void pass(network, [tf.ones([2, 10])], 0))
  expect(tf.memory().numTensors).toBe(before)
})

test('a network with a layer that TensorFlow.js has not got cannot be written as one', () => {
  expect(
    layerTypes.dense.plain({ tf, id: 'd', settings: { activation: 'hardTanh' }, inputs: [[2]], masked: false }),
  ).toBeNull()
  const graph = graphOf({ hidden: [4], activation: 'hardTanh' })
  expect(() => buildPlain(graph, tf)).toThrow(expect.objectContaining({ code: 'export/not-possible' }))
  expect(() => buildPlain(graph, tf)).toThrow(/"hidden1" \(dense\)/)
})

test('a graph with a problem cannot be built', () => {
  const graph = { layers: [], outputs: [] }
  expect(() => build(graph, { tf, seed: 1 })).toThrow(expect.objectContaining({ code: 'architecture/not-buildable' }))
})
