// A frozen batch normalisation does what Keras documents of `trainable = False`: it computes by its moving statistics in training
// too, and they stay. Two steps of gradient descent on three numbers, expected by the formulas written out here, on each tier.
import { describe, expect, test } from 'vitest'
import type { Graph } from '../../shared/records'
import { opened } from '../conformance/tiers'

const features = [
  [1, 3],
  [-2, 0.5],
  [4, -1],
  [0.5, 2],
]
const targets = [1, -1, 0.5, 2]
const epsilon = 0.001
const learningRate = 0.05
const start = {
  'norm/gamma': [2, 0.5],
  'norm/beta': [0.5, -1],
  'norm/movingMean': [1, 2],
  'norm/movingVariance': [4, 0.25],
  'out/kernel': [0.3, -0.2],
  'out/bias': [0.25],
}

const norm = { id: 'norm', type: 'batchNormalisation', settings: { momentum: 0.9, epsilon }, inputs: ['in'] }
const single: Graph = {
  layers: [
    { id: 'in', type: 'input', settings: { shape: [2] }, inputs: [] },
    norm,
    { id: 'out', type: 'dense', settings: { units: 1, activation: 'linear' }, inputs: ['norm'] },
  ],
  outputs: ['out'],
}
/** The same numbers: half of them come through a second layer that shares the weights of the frozen one. */
const shared: Graph = {
  layers: [
    ...single.layers.slice(0, 2),
    { ...norm, id: 'again', shares: 'norm' },
    { id: 'both', type: 'average', settings: {}, inputs: ['norm', 'again'] },
    { id: 'out', type: 'dense', settings: { units: 1, activation: 'linear' }, inputs: ['both'] },
  ],
  outputs: ['out'],
}

/** gamma x (x - mean) / sqrt(variance + epsilon) + beta, by column. */
const normalised = (row: number[]) =>
  row.map((x, i) => {
    const at = (name: 'gamma' | 'beta' | 'movingMean' | 'movingVariance') => start[`norm/${name}`][i] as number
    return (at('gamma') * (x - at('movingMean'))) / Math.sqrt(at('movingVariance') + epsilon) + at('beta')
  })

/** Losses and weights of `out` after two steps: kernel - rate x mean(2 (kernel . z + bias - y) z), and so on. */
function expected() {
  const rows = features.map(normalised)
  let [[k0, k1], [bias]] = [start['out/kernel'], start['out/bias']] as [[number, number], [number]]
  const losses: number[] = []
  for (let step = 0; step < 2; step += 1) {
    const errors = rows.map(([z0 = 0, z1 = 0], row) => k0 * z0 + k1 * z1 + bias - (targets[row] as number))
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    losses.push(mean(errors.map((error) => error * error)))
    const along = (column: number) => mean(errors.map((error, row) => 2 * error * (rows[row]?.[column] as number)))
    ;[k0, k1] = [k0 - learningRate * along(0), k1 - learningRate * along(1)]
    bias -= learningRate * mean(errors.map((error) => 2 * error))
  }
  return { losses, kernel: [k0, k1], bias: [bias] }
}

function trained(graph: Graph, tier: 'eager' | 'graph' | 'xla', freeze: string[]) {
  const weights = Object.entries(start).map(([name, values]) => {
    return { name, shape: name === 'out/kernel' ? [2, 1] : [values.length], values: Float32Array.from(values) }
  })
  const fallbacks: string[] = []
  const part = new Uint8Array(4)
  const source = {
    inputs: [{ shape: [2], values: Float32Array.from(features.flat()) }],
    targets: [{ shape: [], values: Float32Array.from(targets) }],
    weights: null,
    part,
  }
  const training = { optimizer: 'sgd' }
  const begin = { from: { name: 'hand', weights }, freeze }
  const session = opened({ graph, goal: 'regression', source, training, start: begin }, fallbacks)
  session.follow([{ tier, fromStep: 0 }])
  const rows = Int32Array.of(0, 1, 2, 3, 0, 1, 2, 3)
  const { losses } = session.advance({ rows, batchSize: 4, learningRates: Float32Array.of(learningRate, learningRate) })
  const values = session.weights()
  const after = new Map(session.network.weights.map(({ name }, index) => [name, [...(values[index] as Float32Array)]]))
  session.dispose()
  expect(fallbacks).toEqual([])
  return { losses: [...losses], after }
}

/** To the digits of float32. */
function expectClose(found: readonly number[] | undefined, wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length)
  wanted.forEach((value, index) => expect(found?.[index]).toBeCloseTo(value, 5))
}

describe.each(['eager', 'graph', 'xla'] as const)('on tier %s', (tier) => {
  test.each([
    ['a frozen batch normalisation', single],
    ['one that shares the weights of a frozen one', shared],
  ])('%s computes by its moving statistics, which stay', (_what, graph) => {
    const { losses, after } = trained(graph, tier, ['norm'])
    const { losses: wanted, kernel, bias } = expected()
    expectClose(losses, wanted)
    expectClose(after.get('out/kernel'), kernel)
    expectClose(after.get('out/bias'), bias)
    for (const name of ['gamma', 'beta', 'movingMean', 'movingVariance'] as const) {
      expect(after.get(`norm/${name}`)).toEqual([...Float32Array.from(start[`norm/${name}`])])
    }
  })

  test('one that is not frozen goes by the batch, and its statistics follow', () => {
    const { losses, after } = trained(single, tier, ['out'])
    expect(losses[0]).not.toBeCloseTo(expected().losses[0] as number, 3)
    // 0.9 x 1 + 0.1 x mean of the first column, .875, twice.
    expect(after.get('norm/movingMean')?.[0]).toBeCloseTo(0.9 * (0.9 + 0.0875) + 0.0875, 6)
    expect(after.get('out/kernel')).toEqual([...Float32Array.from(start['out/kernel'])])
  })
})
