// Ways to train against Keras 3.15 on TensorFlow 2.21: six steps with weights of rows and classes, smoothing, each
// limit on gradients, accumulation, and two heads. The fixture has the script that made it.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Prepared } from '../../main/engine/workspace/prepared'
import type { Settings } from '../../shared/fields'
import type { Goal, Graph } from '../../shared/records'
import { opened } from '../conformance/tiers'
import { preparedFor } from './prepared'

const { cases } = JSON.parse(readFileSync(new URL('../fixtures/training/training.json', import.meta.url), 'utf8')) as {
  cases: Record<string, { losses: number[]; weights: number[][] }>
}

const [rows, steps, batchSize] = [24, 6, 8]
// The formulas of the script.
const features = Float32Array.from({ length: rows * 3 }, (_, at) => Math.sin(at * 1.7))
const targets: Partial<Record<Goal, Float32Array>> = {
  binary: Float32Array.from({ length: rows }, (_, row) => Number(row % 3 === 0)),
  multiclass: Float32Array.from({ length: rows }, (_, row) => (row * 7) % 3),
}
const rowWeights = Float32Array.from({ length: rows }, (_, row) => 0.25 + (row % 4) * 0.5)
const firstWeight = (size: number, at: number) =>
  Float32Array.from({ length: size }, (_, index) => 0.5 * Math.sin(index * 0.9 + at))

interface Case {
  training?: Settings
  weighs?: boolean
  goal?: Goal
  heads?: number
}

const trials: Record<string, Case> = {
  rowWeights: { weighs: true },
  classWeights: { training: { classWeights: 'balanced' } },
  both: { weighs: true, training: { classWeights: 'balanced' } },
  smoothing: { training: { labelSmoothing: 0.2 } },
  classSmoothing: { goal: 'multiclass', training: { labelSmoothing: 0.2 } },
  clipValue: { training: { clipValue: 0.02 } },
  clipWeightNorm: { training: { clipWeightNorm: 0.03 } },
  clipNorm: { training: { clipNorm: 0.05 } },
  accumulate: { training: { optimizer: 'momentum', momentum: 0.9, accumulate: 2 } },
  twoHeads: { weighs: true, heads: 2 },
}

function graphOf(goal: Goal, heads: number): Graph {
  const head = goal === 'multiclass' ? { units: 3, activation: 'softmax' } : { units: 1, activation: 'sigmoid' }
  const outputs = Array.from({ length: heads }, (_, index) => `out${index}`)
  return {
    layers: [
      { id: 'in', type: 'input', settings: { shape: [3] }, inputs: [] },
      { id: 'hidden', type: 'dense', settings: { units: 4, activation: 'tanh' }, inputs: ['in'] },
      ...outputs.map((id) => ({ id, type: 'dense', settings: head, inputs: ['hidden'] })),
    ],
    outputs,
  }
}

function openedFor({ training = {}, weighs = false, goal = 'binary', heads = 1 }: Case) {
  const target = targets[goal] as Float32Array
  const part = new Uint8Array(rows)
  const prepared: Prepared = { ...preparedFor(goal, rows, 3), features: features.slice(), target: target.slice(), part }
  const source = {
    inputs: [{ shape: [3], values: features }],
    targets: Array.from({ length: heads }, () => ({ shape: [], values: target })),
    weights: weighs ? rowWeights : null,
    part,
  }
  const session = opened({ graph: graphOf(goal, heads), prepared, source, training: { optimizer: 'sgd', ...training } })
  session.setWeights(session.weights().map((values, at) => firstWeight(values.length, at)))
  return session
}

test('every case of the fixture is tried', () => {
  expect(Object.keys(trials)).toEqual(Object.keys(cases))
})

describe.each(Object.entries(trials))('%s', (name, trial) => {
  // XLA is held against these two in tests/conformance.
  test.each(['eager', 'graph'] as const)('on %s', (tier) => {
    const session = openedFor(trial)
    session.follow([{ tier, fromStep: 0 }])
    const order = Int32Array.from({ length: steps * batchSize }, (_, at) => at % rows)
    const learningRates = new Float32Array(steps).fill(0.5)
    const { losses, bad } = session.advance({ rows: order, batchSize, learningRates })
    const weights = session.weights()
    session.dispose()
    expect(bad).toBeNull()
    const expected = cases[name] as (typeof cases)[string]
    expected.losses.forEach((loss, step) => expect(losses[step], `loss ${step}`).toBeCloseTo(loss, 5))
    expect(weights).toHaveLength(expected.weights.length)
    expected.weights.forEach((values, index) =>
      values.forEach((value, at) => expect(weights[index]?.[at], `weight ${index} at ${at}`).toBeCloseTo(value, 5)),
    )
  })
})
