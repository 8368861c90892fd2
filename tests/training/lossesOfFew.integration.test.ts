// Losses that compare with a few drawn classes or within a batch: values and gradients of JAX and TensorFlow for stored draws
// (tests/fixtures/losses/make.py), what they are outside training, and how draws are made.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type * as tfTypes from '@tensorflow/tfjs-node'
import { loadTensor } from '../../main/engine/tensor'
import { drawsOf, drawWeights } from '../../main/engine/training/draws'
import { losses } from '../../main/engine/training/losses'
import type { Sampling } from '../../main/engine/training/losses'
import type { Settings } from '../../shared/fields'
import { near } from './near'

const tf = loadTensor()

interface Sampled {
  codes: number[]
  ids: number[]
  query: number[][]
  table: number[][]
  shares: number[]
  cases: {
    loss: keyof typeof losses
    settings: Settings
    /** Targets of two values in place of the codes. */
    labels?: number[]
    values: number[]
    byQuery: number[][]
    byTable: number[][]
  }[]
}
const stored = JSON.parse(readFileSync(new URL('../fixtures/losses/losses.json', import.meta.url), 'utf8')) as {
  sampled: Sampled
}

/** Random numbers that are the stored draws: each place keeps its code. */
function draws(of: Sampled, ids: number[]): Sampling {
  const given = () => tf.tensor1d(ids, 'int32')
  const unused = () => tf.zeros([ids.length])
  return {
    random: { below: given, uniform: unused, normal: unused, keep: unused },
    draws: { ...drawsOf(tf, of.shares), keep: tf.ones([of.shares.length]) },
    codes: tf.tensor1d(of.codes, 'int32'),
    valid: null,
  }
}

describe('losses that compare with a few', () => {
  const { sampled } = stored
  /** How the scores may be known to a loss: as look-ups of a table, as a product with a kernel, as all scores. */
  const ways = ['scoring', 'product', 'scores', 'sides'] as const
  const cases = sampled.cases.flatMap((one) =>
    ways.filter((way) => (way === 'sides') === (one.labels !== undefined)).map((way) => ({ ...one, way })),
  )

  test.each(cases)(
    '$loss, $settings, from $way: values and gradients',
    ({ loss, settings, way, labels, ...expected }) => {
      tf.tidy(() => {
        const perRow = (query: tfTypes.Tensor, table: tfTypes.Tensor) => {
          const z = tf.matMul(query as tfTypes.Tensor2D, table as tfTypes.Tensor2D, false, true)
          const right = tf.gather(table, tf.tensor1d(sampled.codes, 'int32'))
          const known = {
            scoring: { scoring: { query, rows: (ids: tfTypes.Tensor) => tf.gather(table, ids) } },
            product: { product: { x: query, kernel: tf.transpose(table), bias: tf.zeros([8]) } },
            scores: {},
            sides: { sides: { left: query, right } },
          }[way]
          const kind = labels === undefined ? ('softmax' as const) : ('sigmoid' as const)
          const tensor = labels === undefined ? z : tf.sum(tf.mul(query, right), -1, true)
          return losses[loss].perRow(tf, {
            targets: tf.tensor1d(labels ?? sampled.codes),
            outputs: tf[kind](tensor),
            logits: { kind, tensor, ...known },
            smoothing: 0,
            settings,
            sampling: draws(sampled, sampled.ids),
          })
        }
        const given = [tf.tensor2d(sampled.query), tf.tensor2d(sampled.table)] as [tfTypes.Tensor, tfTypes.Tensor]
        near([...perRow(...given).dataSync()], expected.values, 1e-5)
        const [byQuery, byTable] = tf.grads((...some: tfTypes.Tensor[]) => tf.sum(perRow(some[0]!, some[1]!)))(given)
        near([...(byQuery?.dataSync() ?? [])], expected.byQuery.flat(), 1e-5)
        near([...(byTable?.dataSync() ?? [])], expected.byTable.flat(), 1e-5)
      })
    },
  )

  test('outside training all classes count', () => {
    tf.tidy(() => {
      const tensor = tf.matMul(tf.tensor2d(sampled.query), tf.tensor2d(sampled.table), false, true)
      const { random: _, ...rest } = draws(sampled, sampled.ids)
      const call = {
        ...{
          targets: tf.tensor1d(sampled.codes),
          outputs: tf.softmax(tensor),
          smoothing: 0,
          settings: { negatives: 5 },
        },
        logits: { kind: 'softmax', tensor } as const,
        sampling: { random: null, ...rest },
      }
      const whole = losses.categoricalCrossentropy.perRow(tf, call)
      near([...losses.sampledSoftmax.perRow(tf, call).dataSync()], [...whole.dataSync()])
      // The mean over draws of what drawing gives: each class by itself, as often as it is drawn.
      const one = { ...call, settings: { negatives: 1, calibration: 1 } }
      const each = sampled.shares.map((share, code) => {
        const { random, ...others } = draws(sampled, [code])
        const values = losses.gbce.perRow(tf, { ...one, sampling: { random, ...others } }).dataSync()
        return [...values].map((value) => value * share)
      })
      const mean = sampled.codes.map((_, row) => each.reduce((sum, values) => sum + (values[row] ?? NaN), 0))
      near([...losses.gbce.perRow(tf, one).dataSync()], mean, 1e-5)
    })
  })

  test('a batch is compared in groups, and rows that only fill a block with nothing', () => {
    tf.tidy(() => {
      const rows = 70
      const left = tf.randomNormal([rows, 3], 0, 1, 'float32', 1)
      const right = tf.randomNormal([rows, 3], 0, 1, 'float32', 2)
      const logits = { kind: 'sigmoid', tensor: tf.zeros([rows, 1]), sides: { left, right } } as const
      const codes = Array.from({ length: rows }, (_, row) => row)
      const { draws: all } = draws({ ...sampled, shares: codes.map(() => 1 / rows) }, [0])
      const lossesWith = (valid: tfTypes.Tensor | null, first = 0, count = rows) => {
        const cut = (x: tfTypes.Tensor) => tf.slice(x, [first, 0], [count, x.shape[1]!])
        const sampling = {
          random: null,
          draws: all,
          codes: tf.tensor1d(codes.slice(first, first + count), 'int32'),
          valid,
        }
        const own = { ...logits, tensor: cut(logits.tensor), sides: { left: cut(left), right: cut(right) } }
        const call = { targets: tf.ones([count]), outputs: cut(logits.tensor), logits: own, smoothing: 0, settings: {} }
        return [...losses.contrastive.perRow(tf, { ...call, sampling }).dataSync()]
      }
      const whole = lossesWith(null)
      near(whole, [...lossesWith(null, 0, 35), ...lossesWith(null, 35, 35)], 1e-5)
      const valid = tf.tensor1d(codes.map((row) => (row < 20 ? 1 : 0)))
      near(lossesWith(valid).slice(0, 20), lossesWith(null, 0, 20), 1e-5)
    })
  })

  test('a network without two sides cannot be compared so', () => {
    const call = { targets: tf.tensor1d([1]), outputs: tf.tensor2d([[0.5]]), logits: null, smoothing: 0, settings: {} }
    const code = 'run/loss-needs-sides'
    expect(() => losses.contrastive.perRow(tf, call)).toThrow(expect.objectContaining({ code }) as Error)
  })

  test('codes are drawn as often as they should be, exactly', () => {
    const weights = drawWeights([0, 5, 1, 1, 13, 0, 2], 0.75, true)
    const { keep, other, shares } = drawsOf(tf, weights)
    const [kept, others] = [keep.dataSync(), other.dataSync()]
    const found = weights.map((_, code) => {
      const given = weights.map((_w, place) => (others[place] === code ? 1 - (kept[place] ?? 0) : 0))
      return ((kept[code] ?? 0) + given.reduce((sum, value) => sum + value, 0)) / weights.length
    })
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    near(
      found,
      weights.map((weight) => weight / total),
    )
    near([...shares.dataSync()], found)
    expect(drawWeights([3, 0, 2], 0, true)).toEqual([0, 1, 1])
    expect(drawWeights([3, 0, 2], 1, false)).toEqual([3, 0, 2])
    tf.dispose([keep, other, shares])
  })
})
