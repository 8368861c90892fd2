// Variational draws while training: around the means as far as the variances say, and what they add to the objective, by hand.
import { afterAll, expect, test } from 'vitest'
import { build } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import type { Graph } from '../../shared/records'
import { preparedFor } from '../training/prepared'
import { epochOf, opened } from '../conformance/tiers'

const tf = loadTensor()
const tensors = tf.memory().numTensors
afterAll(() => expect(tf.memory().numTensors).toBe(tensors))

const graph = (divergence: number): Graph => ({
  layers: [
    { id: 'in', type: 'input', settings: { shape: [4] }, inputs: [] },
    { id: 'drawn', type: 'variationalSampling', settings: { divergence }, inputs: ['in'] },
    { id: 'out', type: 'dense', settings: { units: 1, activation: 'sigmoid' }, inputs: ['drawn'] },
  ],
  outputs: ['out'],
})

const growing = (annealSteps: number): Graph => ({
  ...graph(2),
  layers: graph(2).layers.map((layer) =>
    layer.id === 'drawn' ? { ...layer, settings: { ...layer.settings, annealSteps } } : layer,
  ),
})

test('adds the divergence from a standard normal distribution, averaged over rows', () => {
  const network = build({ ...graph(2), outputs: ['drawn'] }, { tf, seed: 1 })
  tf.tidy(() => {
    const weights = network.drawn().map((values, index) => tf.tensor(values, network.weights[index]?.shape))
    const inputs = [
      tf.tensor2d([
        [1, -2, 0, Math.log(4)],
        [0, 0, 0, 0],
      ]),
    ]
    const { penalties } = network.run({ weights, inputs, training: true, step: tf.scalar(0, 'int32') })
    // Of the first row: (1 + 1 - 0 - 1) / 2 + (4 + 4 - ln 4 - 1) / 2; of the second nothing. Half of it, twice.
    expect(penalties).toHaveLength(1)
    expect(penalties[0]?.dataSync()[0]).toBeCloseTo(0.5 + (7 - Math.log(4)) / 2, 5)
    expect(network.run({ weights, inputs, training: false, step: null }).penalties).toEqual([])
  })
})

test('draws with the mean and deviation that it is told', () => {
  const network = build({ ...graph(1), outputs: ['drawn'] }, { tf, seed: 1 })
  tf.tidy(() => {
    const weights = network.drawn().map((values, index) => tf.tensor(values, network.weights[index]?.shape))
    const rows = 4000
    const inputs = [tf.tile(tf.tensor2d([[3, -1, Math.log(0.25), 0]]), [rows, 1])]
    const [drawn] = network.run({ weights, inputs, training: true, step: tf.scalar(0, 'int32') }).outputs
    const { mean, variance } = tf.moments(drawn as NonNullable<typeof drawn>, 0)
    const [first = 0, second = 0] = mean.dataSync()
    // Five standard errors: 0.5 / sqrt(4000) and 1 / sqrt(4000).
    expect(Math.abs(first - 3)).toBeLessThan(0.04)
    expect(Math.abs(second + 1)).toBeLessThan(0.08)
    expect(variance.dataSync()[0]).toBeCloseTo(0.25, 1)
    expect(variance.dataSync()[1]).toBeCloseTo(1, 0)
  })
})

test('its weight grows from 0 over the steps that it is told', () => {
  const network = build({ ...growing(10), outputs: ['drawn'] }, { tf, seed: 1 })
  const at = (step: number) =>
    tf.tidy(() => {
      const inputs = [tf.tensor2d([[1, -2, 0, Math.log(4)]])]
      const weights = network.drawn().map((values, index) => tf.tensor(values, network.weights[index]?.shape))
      return (
        network.run({ weights, inputs, training: true, step: tf.scalar(step, 'int32') }).penalties[0]?.dataSync()[0] ??
        NaN
      )
    })
  const whole = at(10)
  expect(whole).toBeCloseTo(1 + (7 - Math.log(4)), 5)
  expect([at(0), at(5) / whole, at(50) / whole].map((share) => Number(share.toFixed(5)))).toEqual([0, 0.5, 1])
})

test('the objective has it and the loss has not, on all tiers', () => {
  for (const tier of ['eager', 'graph', 'xla'] as const) {
    const trial = { graph: graph(10), prepared: preparedFor('binary') }
    const session = opened(trial)
    session.follow([{ tier, fromStep: 0 }])
    const { losses, objectives } = session.advance(epochOf(session, trial, 1))
    session.dispose()
    objectives.forEach((objective, index) => expect(objective - (losses[index] ?? 0)).toBeGreaterThan(0.5))
    expect(objectives.length).toBeGreaterThan(0)
  }
})
