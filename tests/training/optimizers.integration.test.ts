// Five steps of every optimiser against Keras, and lookups in a table against torch (tests/fixtures/optimizers/make.py).
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type * as tfTypes from '@tensorflow/tfjs-node'
import { loadTensor } from '../../main/engine/tensor'
import { optimizers } from '../../main/engine/training/optimizers'
import type { Optimizer } from '../../main/engine/training/optimizers'
import type { Settings } from '../../shared/fields'

interface Case {
  optimizer: keyof typeof optimizers
  learningRate: number
  settings: Settings
  /** The weights after each step. */
  after: number[][]
}

interface Fixture {
  source: string
  weights: number[]
  gradients: number[][]
  cases: Case[]
  rows: { table: number[][]; steps: { rows: number[]; gradients: number[][] }[]; cases: Case[] }
}

const tf = loadTensor()
const fixture = JSON.parse(
  readFileSync(new URL('../fixtures/optimizers/optimizers.json', import.meta.url), 'utf8'),
) as Fixture

interface State {
  weights: tfTypes.Tensor[]
  slots: tfTypes.Tensor[][]
  numbers: tfTypes.Scalar[]
}

function firstState(optimizer: Optimizer, settings: Settings, weights: tfTypes.Tensor[]): State {
  return {
    weights,
    slots: optimizer.slots(settings).map(({ initial }) => weights.map((weight) => tf.fill(weight.shape, initial))),
    numbers: optimizer.numbers.map(({ initial }) => tf.scalar(initial)),
  }
}

function next(one: Case, state: State, gradients: tfTypes.Tensor[], step: number): State {
  const { learningRate, settings } = one
  const rates = { learningRate: tf.scalar(learningRate) }
  return optimizers[one.optimizer].update({ tf, ...state, gradients, step: tf.scalar(step), rates, settings })
}

/** What `shape` makes of the weights after each step, the gradients shaped in the same way. */
function stepsOf(one: Case, shape: (values: number[]) => tfTypes.Tensor[]): number[][] {
  return tf.tidy(() => {
    let state = firstState(optimizers[one.optimizer], one.settings, shape(fixture.weights))
    return fixture.gradients.map((gradient, index) => {
      state = next(one, state, shape(gradient), index + 1)
      return state.weights.flatMap((weight) => [...weight.dataSync()])
    })
  })
}

function near(actual: number[][], expected: number[][]): void {
  expected.forEach((values, step) =>
    values.forEach((value, place) =>
      expect(Math.abs((actual[step]?.[place] ?? NaN) - value), `step ${step + 1}, place ${place}`).toBeLessThanOrEqual(
        1e-6 * Math.max(1, Math.abs(value)),
      ),
    ),
  )
}

describe.each(fixture.cases)('$optimizer at $learningRate with $settings', (one) => {
  test('moves as in Keras', () => {
    near(
      stepsOf(one, (values) => [tf.tensor(values, [2, 3])]),
      one.after,
    )
  })

  test('moves the same way whether weights are packed or apart', () => {
    const packed = stepsOf(one, (values) => [tf.tensor1d(values)])
    const apart = stepsOf(one, (values) => [tf.tensor(values.slice(0, 2)), tf.tensor(values.slice(2), [2, 2])])
    near(apart, packed)
  })
})

test.each(fixture.rows.cases)('$optimizer moves the rows of a table that were looked up, as torch', (one) => {
  const optimizer = optimizers[one.optimizer]
  expect(optimizer.rows).not.toBeNull()
  const after = tf.tidy(() => {
    let state = firstState(optimizer, one.settings, [tf.tensor2d(fixture.rows.table)])
    return fixture.rows.steps.map(({ rows, gradients }, index) => {
      const pick = (tensor: tfTypes.Tensor) => tf.gather(tensor, tf.tensor1d(rows, 'int32'))
      const write = (whole: tfTypes.Tensor, part: tfTypes.Tensor) =>
        tf.tensorScatterUpdate(whole, tf.tensor2d(rows, [rows.length, 1], 'int32'), part)
      const picked = { ...state, weights: state.weights.map(pick), slots: state.slots.map((slot) => slot.map(pick)) }
      const moved = next(one, picked, [tf.tensor2d(gradients)], index + 1)
      state = {
        weights: state.weights.map((weight, at) => write(weight, moved.weights[at] as tfTypes.Tensor)),
        slots: state.slots.map((slot, at) => [
          write(slot[0] as tfTypes.Tensor, moved.slots[at]?.[0] as tfTypes.Tensor),
        ]),
        numbers: moved.numbers,
      }
      return [...(state.weights[0] as tfTypes.Tensor).dataSync()]
    })
  })
  near(after, one.after)
})

test.each(Object.values<Optimizer>(optimizers))(
  '$name says truly whether a step without gradient does nothing',
  (optimizer) => {
    const one = { optimizer: optimizer.name as Case['optimizer'], learningRate: 0.1, settings: {}, after: [] }
    const [before, after] = tf.tidy(() => {
      const begin = firstState(optimizer, {}, [tf.tensor1d([1, 1])])
      const moved = next(one, begin, [tf.tensor1d([1, -2])], 1)
      const again = next(one, moved, [tf.tensor1d([0, 0])], 2)
      return [moved, again].map(({ weights, slots }) =>
        [...weights, ...slots.flat()].map((kept) => [...kept.dataSync()]),
      )
    })
    expect(JSON.stringify(after) === JSON.stringify(before)).toBe(optimizer.rows === 'exact')
  },
)
