// Histograms of weights and activations, counted on all tiers, against counts by hand and by numpy 2 (`numpy.histogram(x, 30)`).
import { describe, expect, test } from 'vitest'
import { templates } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import { trainingSettings } from '../../main/engine/training'
import { distributionOf } from '../../main/engine/training/distribution'
import { epochOrder } from '../../main/engine/training/order'
import { openSession } from '../../main/engine/training/session'
import type { Session } from '../../main/engine/training/session'
import { compile } from '../../main/engine/training/trace'
import { withDefaults } from '../../shared/fields'
import { preparedFor } from './prepared'

const tf = loadTensor()

/** By plain operations and by a graph, which must agree exactly. */
function counted(values: number[], shape: number[] = [values.length], rectifies = false) {
  const tensor = tf.tensor(values, shape)
  const plain = tf.tidy(() => {
    const { facts, counts } = distributionOf(tf, tensor, rectifies)
    return [facts, counts]
  })
  const program = compile(
    tf,
    [tensor],
    ([x]) => {
      const { facts, counts } = distributionOf(tf, x as typeof tensor, rectifies)
      return [facts, counts]
    },
    'graph',
  )
  const graph = program.run([tensor])
  program.dispose()
  const [facts, counts] = plain.map((one) => [...one.dataSync()]) as [number[], number[]]
  const [graphFacts, graphCounts] = graph.map((one) => [...one.dataSync()]) as [number[], number[]]
  expect(graphCounts).toEqual(counts)
  graphFacts.forEach((fact, index) => expect(fact - (facts[index] as number) || 0).toBeCloseTo(0, 6))
  tf.dispose([tensor, ...plain, ...graph])
  const [min, max, mean, deviation] = facts
  const [zeros, dead, ...inBins] = counts
  return { min, max, mean, deviation, zeros, dead, bins: inBins }
}

const bins = (places: Record<number, number>) => Array.from({ length: 30 }, (_, bin) => places[bin] ?? 0)

describe('the distribution of numbers', () => {
  test('each bin holds its lower end, the last one its upper end too', () => {
    // Bins of width 1 from 0 to 30.
    const found = counted([0, 0, 0.5, 1, 1.5, 15, 29, 29.5, 30])
    expect(found.bins).toEqual(bins({ 0: 3, 1: 2, 15: 1, 29: 3 }))
    expect(found).toMatchObject({ min: 0, max: 30, zeros: 2, dead: 0 })
    // By hand: 106.5 / 9, and the root of (.25 + 1 + 2.25 + 225 + 841 + 870.25 + 900) / 9 - 11.8333^2 = 175.50.
    expect(found.mean).toBeCloseTo(11.8333, 4)
    expect(found.deviation).toBeCloseTo(13.2476, 4)
  })

  test('of a curve as numpy counts it', () => {
    // numpy 2.4: numpy.histogram(numpy.sin(numpy.arange(1000) * .37).astype('f4'), 30)[0]
    const values = Array.from({ length: 1000 }, (_, index) => Math.sin(index * 0.37))
    expect(counted(values).bins).toEqual(fromNumpy)
  })

  test('equal numbers lie in the first bin', () => {
    expect(counted([2, 2, 2])).toMatchObject({ min: 2, max: 2, mean: 2, deviation: 0, bins: bins({ 0: 3 }) })
  })

  test('what is not finite is not counted', () => {
    const found = counted([NaN, -1, Infinity, 1, -Infinity, 2])
    expect(found).toMatchObject({ min: -1, max: 2, bins: bins({ 0: 1, 20: 1, 29: 1 }) })
    expect(found.mean).toBeCloseTo(2 / 3, 6)
    // The root of (1 + 1 + 4) / 3 - 4 / 9.
    expect(found.deviation).toBeCloseTo(Math.sqrt(14) / 3, 6)
    expect(counted([NaN, NaN]).bins).toEqual(bins({}))
  })

  test('a unit of the last axis that is 0 everywhere is dead', () => {
    // [2, 2, 3]: unit 0 is always 0, unit 1 once not, unit 2 never.
    expect(counted([0, 0, 1, 0, 0, 2, 0, 3, 1, 0, 0, 1], [2, 2, 3], true)).toMatchObject({ zeros: 7, dead: 1 })
  })

  test('of more than 2^20 numbers every so manieth is counted', () => {
    // 3,000,000 / 2^20 = 2.86, so every third: 0, 3, ... up to 2,999,997.
    const tensor = tf.range(0, 3_000_000)
    const { counts, facts } = distributionOf(tf, tensor, false)
    const [zeros, dead, ...inBins] = counts.dataSync()
    expect([zeros, dead]).toEqual([1, 0])
    expect(inBins.reduce((sum, one) => sum + one, 0)).toBe(1_000_000)
    expect(Math.max(...inBins) - Math.min(...inBins)).toBeLessThanOrEqual(1)
    expect([...facts.dataSync()].slice(0, 2)).toEqual([0, 2_999_997])
  })
})

const network = { hidden: [6, 5], dropout: 0.5, activation: 'relu' }

function open(part: 'validation' | 'train' = 'validation'): Session {
  const prepared = preparedFor('binary')
  if (part === 'train') prepared.part.forEach((code, row) => (prepared.part[row] = code === 1 ? 2 : code))
  const graph = templates.mlp.graph(withDefaults(templates.mlp.fields, network), prepared.preparation.facts)
  const wants = { gradientNorm: false, health: false }
  return openSession({ graph, settings: trainingSettings({}), seed: 4, prepared, wants, start: null, now: () => 0 }, tf)
}

describe('a network', () => {
  test('has one histogram for each weight and each layer, of the right numbers', () => {
    const session = open()
    const found = session.histograms()
    const weights = found.filter(({ kind }) => kind === 'weight')
    expect(weights.map(({ name }) => name)).toEqual(session.network.weights.map(({ name }) => name))
    for (const [index, values] of session.weights().entries()) {
      const { count, min, max, mean, dead } = weights[index] as (typeof weights)[number]
      expect({ count, min, max, dead }).toEqual({
        count: values.length,
        min: Math.min(...values),
        max: Math.max(...values),
        dead: null,
      })
      expect(mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 6)
    }
    const layers = session.network.graph.layers.filter(({ type }) => type !== 'input')
    const activations = found.filter(({ kind }) => kind === 'activation')
    expect(activations.map(({ name }) => name)).toEqual(layers.map(({ id }) => id))
    const output = activations.at(-1)
    expect(output?.count).toBe(session.data.rows.validation.length)
    session.dispose()
  })

  test('has activations of validation rows, in evaluation, as its outputs are', async () => {
    const session = open()
    const { outputs } = await session.evaluate(session.data.rows.validation, () => Promise.resolve())
    const output = session.histograms().at(-1)
    expect(output?.min).toBeCloseTo(Math.min(...(outputs ?? [])), 6)
    expect(output?.max).toBeCloseTo(Math.max(...(outputs ?? [])), 6)
    session.dispose()
  })

  test('has those of training rows where there are none for validation', async () => {
    const session = open('train')
    const { outputs } = await session.evaluate(session.data.rows.train, () => Promise.resolve())
    expect(session.histograms().at(-1)).toMatchObject({ count: outputs?.length })
    session.dispose()
  })

  test('shows units that are dead: those whose bias keeps them at 0', () => {
    const session = open()
    const weights = session.weights()
    const at = session.network.weights.findIndex(({ name, shape }) => name.endsWith('/bias') && shape[0] === 6)
    weights[at] = Float32Array.from([-99, 0, -99, 0, 0, -99])
    session.setWeights(weights)
    const layer = session.network.weights[at]?.name.slice(0, -'/bias'.length)
    const found = session.histograms().find(({ kind, name }) => kind === 'activation' && name === layer)
    expect(found?.dead).toBeCloseTo(3 / 6, 6)
    expect(found?.zeros).toBeGreaterThanOrEqual(3 / 6)
    expect(session.histograms().at(-1)?.dead).toBeNull()
    session.dispose()
  })

  test.each(['eager', 'graph', 'xla'] as const)('they change nothing of the training, tier %s', (tier) => {
    const steps = (looks: boolean) => {
      const session = open()
      session.follow([{ tier, fromStep: 0 }])
      const losses: number[] = []
      const seen = []
      for (let epoch = 1; epoch <= 3; epoch += 1) {
        const rows = epochOrder(session.data.rows.train, 4, epoch)
        const learningRates = new Float32Array(Math.ceil(rows.length / 32)).fill(0.01)
        losses.push(...session.advance({ rows, batchSize: 32, learningRates }).losses)
        if (looks) seen.push(session.histograms())
      }
      const weights = session.weights()
      session.dispose()
      return { losses, weights, seen }
    }
    const [without, once, twice] = [steps(false), steps(true), steps(true)]
    expect(once.losses).toEqual(without.losses)
    expect(once.weights).toEqual(without.weights)
    expect(twice.seen).toEqual(once.seen)
  })

  test('leave no tensor behind', () => {
    const session = open()
    session.histograms()
    const before = tf.memory().numTensors
    session.follow([{ tier: 'graph', fromStep: 0 }])
    for (let time = 0; time < 3; time += 1) session.histograms()
    expect(tf.memory().numTensors).toBe(before)
    session.dispose()
  })
})

const fromNumpy = [
  117, 51, 39, 32, 27, 29, 28, 23, 22, 24, 21, 22, 22, 20, 20, 24, 19, 25, 20, 20, 27, 21, 28, 24, 24, 33, 35, 36, 50,
  117,
]
