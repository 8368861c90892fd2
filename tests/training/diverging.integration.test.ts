// Numbers that are no longer finite: found within their chunk and named, alike on every tier, with the weights before the chunk kept.
import { describe, expect, test } from 'vitest'
import type { TrainingSource } from '../../main/engine/training/data'
import type { WarmStart } from '../../main/engine/training/start'
import type { Settings } from '../../shared/fields'
import type { Graph, LayerNode } from '../../shared/records'
import { opened } from '../conformance/tiers'
import type { Trial } from '../conformance/tiers'
import { preparedFor } from './prepared'

const batchSize = 10
/** Steps of the chunk before, and of the one in which it happens. */
const [before, after] = [4, 12]
const { features, target, part } = preparedFor('binary')

const layer = (id: string, type: string, from: string, settings: Settings): LayerNode => {
  return { id, type, settings, inputs: from === '' ? [] : [from] }
}
const graphOf = (...middle: LayerNode[]): Graph => ({
  layers: [layer('in', 'input', '', { shape: [4] }), ...middle],
  outputs: [middle.at(-1)?.id ?? ''],
})
const net = graphOf(
  layer('hidden', 'dense', 'in', { units: 5, activation: 'tanh' }),
  layer('out', 'dense', 'hidden', { units: 1, activation: 'sigmoid' }),
)
const linear = graphOf(
  layer('hidden', 'dense', 'in', { units: 5, activation: 'linear' }),
  layer('out', 'dense', 'hidden', { units: 1, activation: 'linear' }),
)

const narrow = graphOf(layer('out', 'dense', 'in', { units: 1, activation: 'linear' }))
const deep = graphOf(
  layer('hidden', 'dense', 'in', { units: 1, activation: 'linear' }),
  layer('out', 'dense', 'hidden', { units: 1, activation: 'linear' }),
)

/** The training rows in order: the batch of each step is known. */
const trainRows = Int32Array.from(part.keys()).filter((row) => part[row] === 0)

/** A source whose batch of that step of the second chunk, and no earlier one, has this number as its first feature. */
function withFeature(step: number, value: number): TrainingSource {
  const spoilt = Float32Array.from(features)
  spoilt[(trainRows[step * batchSize + 3] as number) * 4] = value
  const positive = target.map((one) => Math.abs(one))
  return { inputs: [{ shape: [4], values: spoilt }], targets: [{ shape: [], values: positive }], weights: null, part }
}

const startingWith = (weights: Record<string, [number[], number[]]>): WarmStart => ({
  from: {
    name: 'by hand',
    weights: Object.entries(weights).map(([name, [shape, values]]) => {
      return { name, shape, values: Float32Array.from(values) }
    }),
  },
  freeze: [],
})

interface Case {
  trial: Trial
  /** Learning rate by step of the second chunk. */
  rate?(step: number): number
  /** As an index within the second chunk. */
  step: number
  place: string
  value: string
}

const sgd = { optimizer: 'sgd' }
const cases: Record<string, Case> = {
  'an infinite input value': {
    trial: { graph: linear, goal: 'regression', source: withFeature(7, Infinity), training: sgd },
    step: 7,
    place: 'the output of layer "hidden"',
    value: '-?Infinity',
  },
  'an input value that is no number': {
    trial: { graph: net, source: withFeature(9, NaN), training: { optimizer: 'adam' } },
    step: 9,
    place: 'the output of layer "hidden"',
    value: 'NaN',
  },
  // By hand: a step makes the weights some 10^12 times as large. Two are gone, the third squares numbers near 10^24.
  'a learning rate that makes weights explode': {
    trial: { graph: narrow, goal: 'regression', training: sgd },
    rate: () => 1e12,
    step: 2,
    place: 'the loss',
    value: 'Infinity',
  },
  'a learning rate without end': {
    trial: { graph: linear, goal: 'regression', training: sgd },
    rate: (step) => (step === 5 ? Infinity : 0.01),
    step: 5,
    place: 'weight "hidden/kernel"',
    value: '-?Infinity|NaN',
  },
  // By hand: 5 - 10^4 is no count, and has no logarithm.
  'the logarithm of a negative number': {
    trial: {
      graph: narrow,
      goal: 'regression',
      source: withFeature(6, -1e4),
      training: { ...sgd, loss: 'poisson' },
      start: startingWith({
        'out/kernel': [
          [4, 1],
          [1, 0, 0, 0],
        ],
        'out/bias': [[1], [5]],
      }),
    },
    rate: () => 1e-5,
    step: 6,
    place: 'the loss',
    value: 'NaN',
  },
  // By hand: outputs near 10^15, and the gradient of the first kernel 10^20 x 10^20 / 10 rows, more than float32 has.
  'a gradient that overflows behind a finite loss': {
    trial: {
      graph: deep,
      goal: 'regression',
      source: withFeature(8, 1e20),
      training: { ...sgd, loss: 'meanAbsoluteError' },
      start: startingWith({
        'hidden/kernel': [
          [4, 1],
          [1e-25, 0, 0, 0],
        ],
        'out/kernel': [[1, 1], [1e20]],
      }),
    },
    rate: () => 0,
    step: 8,
    place: 'the gradient of weight "hidden/kernel"',
    value: 'Infinity',
  },
}

const chunkOf = (steps: number, rate: (step: number) => number) => ({
  rows: trainRows.slice(0, steps * batchSize),
  batchSize,
  learningRates: Float32Array.from({ length: steps }, (_, step) => rate(step)),
})

describe.each(Object.entries(cases))('%s', (_name, { trial, rate = () => 0.01, step, place, value }) => {
  test.each(['eager', 'graph', 'xla'] as const)('is found and named on %s', (tier) => {
    const session = opened(trial)
    session.follow([{ tier, fromStep: 0 }])
    expect(session.advance(chunkOf(before, () => Math.min(rate(0), 0.01))).bad).toBeNull()
    const kept = session.snapshot()
    const { bad, steps, losses } = session.advance(chunkOf(after, rate))
    expect({ steps, bad: bad?.step }).toEqual({ steps: step, bad: step })
    expect(losses).toHaveLength(step)
    expect(losses.every(Number.isFinite)).toBe(true)
    expect(bad?.problem.code).toBe('run/diverged')
    const named = new RegExp(`^At step ${before + step + 1} ${place} became "(${value})"`)
    expect(bad?.problem.message.en).toMatch(named)
    expect(session.snapshot()).toEqual(kept)
    // It goes on from there as if nothing had been.
    expect(session.advance(chunkOf(before, () => Math.min(rate(0), 0.001))).steps).toBe(before)
    session.dispose()
  })
})
