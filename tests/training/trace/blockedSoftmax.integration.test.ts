// Softmax cross-entropy by blocks inside a graph against the plain formula: values and gradients, uneven rows, weights, sequences.
import { describe, expect, test } from 'vitest'
import type * as tfTypes from '@tensorflow/tfjs-node'
import { loadTensor } from '../../../main/engine/tensor'
import { blockedSoftmax, goesByBlocks } from '../../../main/engine/training/blockedSoftmax'
import { compile } from '../../../main/engine/training/trace'

const tf = loadTensor()
type T = tfTypes.Tensor

const made = (shape: number[], factor: number): T =>
  tf.tensor(
    Float32Array.from({ length: tf.util.sizeFromShape(shape) }, (_, at) => Math.sin(at * factor + factor)),
    shape,
  )

/** Sum over all rows of weight x (ln sum exp z - z[code]), operation by operation over everything at once. */
function plain(x: T, kernel: T, bias: T, codes: T, weights: T): tfTypes.Scalar {
  const [width, classes] = kernel.shape as [number, number]
  const rows = tf.reshape(x, [-1, width]) as tfTypes.Tensor2D
  const z = tf.add(tf.matMul(rows, kernel as tfTypes.Tensor2D), bias)
  const chosen = tf.oneHot(tf.cast(tf.reshape(codes, [-1]), 'int32'), classes)
  const own = tf.sum(tf.mul(tf.cast(chosen, 'float32'), z), -1)
  return tf.sum(tf.mul(tf.reshape(weights, [-1]), tf.sub(tf.logSumExp(z, -1), own)))
}

const withGradients =
  (sum: typeof plain) =>
  (given: T[]): T[] => {
    const [x, kernel, bias, codes, weights] = given as [T, T, T, T, T]
    // Not 1: what arrives from behind is multiplied in.
    const of = (a: T, b: T, c: T) => tf.mul(sum(a, b, c, codes, weights), 0.25) as tfTypes.Scalar
    const { value, grads } = tf.valueAndGrads(of)([x, kernel, bias])
    return [value, ...grads]
  }

const byBlocks = (x: T, kernel: T, bias: T, codes: T, weights: T) => {
  expect(goesByBlocks({ x, kernel, bias })).toBe(true)
  return blockedSoftmax(tf, { x, kernel, bias }, codes, weights)
}

// Enough logits to go by blocks: 2^22. With 70,001 classes a block has 7 rows; 61 rows leave the last with 5.
const cases = [
  { name: 'rows that fill their blocks', rows: [64], classes: 65_536 },
  { name: 'rows that leave a block half empty', rows: [61], classes: 70_001 },
  { name: 'sequences', rows: [11, 6], classes: 65_000 },
  { name: 'more classes than a block has logits', rows: [8], classes: 600_000 },
]

describe.each(cases)('$name', ({ rows, classes }) => {
  test.each(['graph', 'xla'] as const)('gives the plain sum and its gradients on %s', (tier) => {
    const count = tf.util.sizeFromShape(rows)
    const codes = tf.tensor(
      Float32Array.from({ length: count }, (_, row) => (row * 7919) % classes),
      rows,
    )
    const weights = tf.tensor(
      Float32Array.from({ length: count }, (_, row) => (row % 4) / 2),
      rows,
    )
    const given = [made([...rows, 3], 1.7), made([3, classes], 0.37), made([classes], 0.11), codes, weights]
    const expected = tf.tidy(() => withGradients(plain)(given))
    const program = compile(tf, given, withGradients(byBlocks), tier)
    const actual = program.run(given)
    expect(actual.map(({ shape }) => shape)).toEqual(expected.map(({ shape }) => shape))
    for (const [index, tensor] of expected.entries()) {
      const difference = tf.tidy(() => tf.max(tf.abs(tf.sub(tensor, actual[index] as T))).dataSync()[0])
      const size = tf.tidy(() => tf.max(tf.abs(tensor)).dataSync()[0] as number)
      // Sums over hundreds of thousands of classes are rounded in another order.
      expect(difference, `result ${index}`).toBeLessThan(5e-5 * size)
    }
    program.dispose()
    tf.dispose([...given, ...expected, ...actual])
  })
})

test('few logits, and anything outside a recording, go in one piece', () => {
  const [x, kernel, bias] = [made([64, 3], 1), made([3, 65_536], 1), made([65_536], 1)]
  expect(goesByBlocks({ x, kernel, bias })).toBe(false)
  const small = { x: made([4, 3], 1), kernel: made([3, 5], 1), bias: made([5], 1) }
  const seen: boolean[] = []
  const note = ([one]: T[]): T[] => {
    seen.push(goesByBlocks(small))
    return [tf.add(one as T, 1)]
  }
  compile(tf, [x], note, 'graph').dispose()
  expect(seen).toEqual([false])
  tf.dispose([x, kernel, bias, ...Object.values(small)])
})
