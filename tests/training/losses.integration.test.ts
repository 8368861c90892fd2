// Every loss against Keras, quantiles against scikit-learn: values and gradients (tests/fixtures/losses/make.py).
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type * as tfTypes from '@tensorflow/tfjs-node'
import { loadTensor } from '../../main/engine/tensor'
import { lossFor, losses } from '../../main/engine/training/losses'
import type { Loss } from '../../main/engine/training/losses'
import type { Settings } from '../../shared/fields'
import { near } from './near'

type Nested = number[] | number[][] | number[][][]
interface Case {
  loss: keyof typeof losses
  head: 'sigmoid' | 'softmax' | null
  targets: Nested
  /** What stands before the head. */
  before: Nested
  smoothing: number
  settings: Settings
  values?: number[]
  gradient?: number[]
  logitValues?: number[]
  logitGradient?: number[]
}
interface Wide {
  rows: number
  classes: number
  targets: number[]
  values: number[]
  ownGradient: number[]
  firstGradient: number[]
  gradientSize: number[]
}

const tf = loadTensor()
const fixture = JSON.parse(readFileSync(new URL('../fixtures/losses/losses.json', import.meta.url), 'utf8')) as {
  cases: Case[]
  wide: Wide
  sampled: { cases: { loss: keyof typeof losses }[] }
}
const tensorOf = (values: Nested) => tf.tensor(values, undefined, 'float32')

function headOf({ head }: Case, before: tfTypes.Tensor): tfTypes.Tensor {
  if (head === null) return before
  return head === 'softmax' ? tf.softmax(before) : tf.sigmoid(before)
}

/** Losses of the rows, and the gradient of their sum at `at`. */
function measure(at: tfTypes.Tensor, perRow: (given: tfTypes.Tensor) => tfTypes.Tensor) {
  const values = perRow(at)
  const gradient = tf.grad((given) => tf.sum(perRow(given)))(at)
  return { shape: values.shape, values: [...values.dataSync()], gradient: [...gradient.dataSync()] }
}

const hasValues = fixture.cases.filter((one) => one.values !== undefined)
const hasLogits = fixture.cases.filter((one) => one.logitValues !== undefined)

describe.each(hasValues)('$loss of $head $before, smoothing $smoothing, $settings', (one) => {
  test('has the values and gradients of Keras', () => {
    tf.tidy(() => {
      const targets = tensorOf(one.targets)
      const { smoothing, settings } = one
      const call = { targets, logits: null, smoothing, settings }
      const found = measure(tensorOf(one.before), (before) =>
        losses[one.loss].perRow(tf, { ...call, outputs: headOf(one, before) }),
      )
      near(found.values, one.values ?? [])
      near(found.gradient, one.gradient ?? [], 1e-5)
      const labels = targets.rank === tensorOf(one.before).rank
      expect(found.shape).toEqual(labels ? targets.shape.slice(0, -1) : targets.shape)
    })
  })
})

describe.each(hasLogits)('$loss of the logits $before, smoothing $smoothing, $settings', (one) => {
  test('has the values and gradients of Keras', () => {
    tf.tidy(() => {
      const head = one.head === 'softmax' ? 'softmax' : 'sigmoid'
      const call = { targets: tensorOf(one.targets), smoothing: one.smoothing, settings: one.settings }
      const found = measure(tensorOf(one.before), (tensor) => {
        return losses[one.loss].perRow(tf, { ...call, outputs: headOf(one, tensor), logits: { kind: head, tensor } })
      })
      near(found.values, one.logitValues ?? [])
      near(found.gradient, one.logitGradient ?? [])
    })
  })
})

test('over many classes values and gradients are those of Keras', () => {
  const { rows, classes, targets, ...expected } = fixture.wide
  tf.tidy(() => {
    const waves = Float32Array.from({ length: rows * classes }, (_, at) => Math.fround(Math.sin(at * 0.7)) * 3)
    const call = { targets: tf.tensor1d(targets), smoothing: 0, settings: {} }
    const found = measure(tf.tensor2d(waves, [rows, classes]), (tensor) => {
      const logits = { kind: 'softmax', tensor } as const
      return losses.categoricalCrossentropy.perRow(tf, { ...call, outputs: tensor, logits })
    })
    near(found.values, expected.values)
    const gradients = targets.map((_, row) => found.gradient.slice(row * classes, (row + 1) * classes))
    near(
      gradients.map((row, at) => row[targets[at] ?? NaN] ?? NaN),
      expected.ownGradient,
    )
    near(
      gradients.map((row) => row[1] ?? NaN),
      expected.firstGradient,
    )
    const sizes = gradients.map((row) => row.reduce((sum, value) => sum + Math.abs(value), 0))
    near(sizes, expected.gradientSize, 1e-5)
  })
})

test('hinge scores what stands before a final sigmoid', () => {
  tf.tidy(() => {
    const tensor = tf.tensor2d([[2], [0.5]])
    const call = { targets: tf.tensor1d([1, 0]), smoothing: 0, settings: {} }
    const logits = { kind: 'sigmoid', tensor } as const
    const values = losses.hinge.perRow(tf, { ...call, outputs: tf.sigmoid(tensor), logits })
    expect([...values.dataSync()]).toEqual([0, 1.5])
  })
})

test('a number that is met exactly has no slope, not that of one side', () => {
  tf.tidy(() => {
    const call = { targets: tf.tensor1d([1, 1]), logits: null, smoothing: 0, settings: {} }
    const found = measure(tf.tensor2d([[1], [3]]), (outputs) =>
      losses.meanAbsoluteError.perRow(tf, { ...call, outputs }),
    )
    expect(found.gradient).toEqual([0, 1])
  })
})

test('every loss is compared', () => {
  const compared = [...hasValues, ...fixture.sampled.cases].map((one) => one.loss)
  expect(new Set(compared)).toEqual(new Set(Object.keys(losses)))
})

test('a probability of 0 for the truth gives a large loss, not an infinite one', () => {
  tf.tidy(() => {
    const call = { targets: tf.tensor1d([1]), logits: null, smoothing: 0, settings: {} }
    const value = losses.binaryCrossentropy.perRow(tf, { ...call, outputs: tf.tensor2d([[0]]) }).dataSync()[0]
    // Keras 3.15.1: -ln 1e-7.
    expect(value).toBeCloseTo(16.11809539794922, 5)
  })
})

test('each goal has a loss of its own, and any other by name', () => {
  const names = (['binary', 'multiclass', 'regression'] as const).map((goal) => lossFor(goal).name)
  expect(names).toEqual(['binaryCrossentropy', 'categoricalCrossentropy', 'meanSquaredError'])
  expect(lossFor('regression', 'huber')).toBe<Loss>(losses.huber)
})
