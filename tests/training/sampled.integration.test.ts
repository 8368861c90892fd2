// Losses that compare with a few drawn classes, in whole steps: only rows that are looked at change, on all tiers alike, with the
// numbers that gradients of the whole table give; and two sides that are compared within a batch learn to find each other.
import { describe, expect, test } from 'vitest'
import { build } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import { losses, optimizers, trainingSettings } from '../../main/engine/training'
import type { TrainingSource } from '../../main/engine/training/data'
import { tablesByRow } from '../../main/engine/training/looked'
import { tablesOfLosses } from '../../main/engine/training/sampling'
import { openSession } from '../../main/engine/training/session'
import type { Session } from '../../main/engine/training/session'
import type { Settings } from '../../shared/fields'
import type { Goal, Graph, Tier } from '../../shared/records'
import { apart } from '../conformance/tiers'
import { idRows, layer, takeSteps } from './lookedNetworks'
import { preparedFor } from './prepared'

const tf = loadTensor()
/** Above the size from which tables are updated by row. */
const items = 5000
const width = 4
const rows = 24

/** A history looked up, its mean, and the product with every row of the same table; `plainly` hides from losses how it came about. */
function ranking(plainly = false): Graph {
  const table = { entries: items, width }
  const scores = { ...layer('scores', 'embedding', { ...table, scores: true }, 'mean'), shares: 'items' }
  const behind = plainly ? [layer('same', 'activation', { activation: 'linear' }, 'scores')] : []
  return {
    layers: [
      layer('sequence', 'input', { shape: [3], dtype: 'int32' }),
      layer('items', 'embedding', table, 'sequence'),
      layer('mean', 'globalAveragePooling1d', {}, 'items'),
      scores,
      ...behind,
      layer('output', 'activation', { activation: 'softmax' }, plainly ? 'same' : 'scores'),
    ],
    outputs: ['output'],
  }
}

interface Trial {
  graph: Graph
  source: TrainingSource
  goal: Goal
  training: Settings
  tier: Tier
  outputs?: number
}

function opened({ graph, source, goal, training, tier, outputs }: Trial): Session {
  const made = preparedFor(goal, source.part.length)
  const facts = { ...made.preparation.facts, ...(outputs === undefined ? {} : { outputs }) }
  const target = source.targets[0]?.values as Float32Array
  const prepared = { ...made, target, part: source.part, preparation: { ...made.preparation, facts } }
  const session = openSession(
    {
      ...{ graph, source, prepared, seed: 3, start: null, now: () => 0, settings: trainingSettings(training, goal) },
      wants: { gradientNorm: false, health: false },
      onFallback(wanted, taken, reason) {
        throw new Error(`${taken} in place of ${wanted}: ${reason}`)
      },
    },
    tf,
  )
  session.follow([{ tier, fromStep: 0 }])
  return session
}

const histories = (): TrainingSource => {
  const { inputs, ...rest } = idRows(rows, [[3], [1]], [20, 20])
  const [history, next] = inputs as [TrainingSource['inputs'][number], TrainingSource['inputs'][number]]
  return { ...rest, inputs: [history], targets: [{ shape: [], values: Float32Array.from(next.values as Int32Array) }] }
}

function after(graph: Graph, training: Settings, tier: Tier) {
  const session = opened({ graph, source: histories(), goal: 'multiclass', training, tier, outputs: items })
  const before = session.weights()[0] as Float32Array
  const { losses: seen, bad } = takeSteps(session, rows, 8, 0.5)
  expect(bad).toBeNull()
  const table = session.weights()[0] as Float32Array
  session.dispose()
  return { before, table, losses: [...seen] }
}

describe.each(['sampledSoftmax', 'gbce'] as const)('%s', (loss) => {
  const training = { loss, negatives: 6, samplingPower: loss === 'gbce' ? 0 : 1, optimizer: 'sgd', batchSize: 8 }

  test('a table that is scored is read by row under it, and by no other loss', () => {
    const network = build(ranking(), { tf, seed: 1 })
    const chosen = (one: (typeof losses)[keyof typeof losses]) =>
      tablesByRow(network, optimizers.sgd, { accumulates: false, scored: tablesOfLosses(network, [one]) })
    expect([...chosen(losses[loss])]).toEqual([0])
    expect([...chosen(losses.categoricalCrossentropy)]).toEqual([])
    expect(build(ranking(true), { tf, seed: 1 }).scoredTables).toEqual([null])
  })

  test('the same as by gradients of the whole table, on all tiers, and rows that nothing looked at stay', () => {
    const whole = after(ranking(true), training, 'eager')
    for (const tier of ['eager', 'graph', 'xla'] as const) {
      const found = after(ranking(), training, tier)
      expect(apart(whole.losses, found.losses), tier).toBeLessThan(1e-5)
      expect(apart([...whole.table], [...found.table]), tier).toBeLessThan(1e-5)
      const changed = Array.from({ length: items }, (_, row) => row).filter((row) =>
        found.table
          .subarray(row * width, (row + 1) * width)
          .some((value, at) => value !== found.before[row * width + at]),
      )
      // Ids of histories and targets are below 20; three steps draw six each.
      expect(changed.filter((row) => row >= 20).length, tier).toBeLessThanOrEqual(18)
      expect(changed.length, tier).toBeGreaterThan(15)
    }
  })
})

/** Users of even number like even items. */
function sides(): { graph: Graph; source: TrainingSource } {
  const codes = (id: string) => layer(id, 'input', { shape: [1], dtype: 'int32' })
  const tower = (id: string, from: string) => [
    layer(`${id}Embedded`, 'embedding', { entries: 16, width: 4 }, from),
    layer(id, 'flatten', {}, `${id}Embedded`),
  ]
  const layers = [
    ...[codes('user'), codes('item'), ...tower('left', 'user'), ...tower('right', 'item')],
    layer('near', 'dot', { normalise: true }, 'left', 'right'),
    layer('output', 'dense', { units: 1, activation: 'sigmoid' }, 'near'),
  ]
  const all = Array.from({ length: 128 }, (_, row) => [row % 16, (row % 2) + 2 * (Math.floor(row / 16) % 8)] as const)
  const inputs = [0, 1].map((which) => ({ shape: [1], values: Int32Array.from(all, (pair) => pair[which] as number) }))
  const targets = [{ shape: [], values: new Float32Array(all.length).fill(1) }]
  return {
    graph: { layers, outputs: ['output'] },
    source: { inputs, targets, weights: null, part: new Uint8Array(all.length) },
  }
}

test('contrastive: sides find each other by the items of their batch alone', async () => {
  const training = { loss: 'contrastive', optimizer: 'adam', batchSize: 32 }
  const session = opened({ ...sides(), goal: 'binary', training, tier: 'graph' })
  for (let epoch = 0; epoch < 40; epoch += 1) takeSteps(session, 128, 32, 0.05)
  const { outputs } = await session.evaluate(
    Int32Array.from({ length: 32 }, (_, row) => row),
    () => Promise.resolve(),
  )
  const weights = session.weights()
  session.dispose()
  expect(outputs).toHaveLength(32)
  // By hand: every user's nearest item is of its own kind.
  const [users, things, kernel] = weights as [Float32Array, Float32Array, Float32Array]
  const rowOf = (table: Float32Array, code: number) => table.subarray(code * 4, code * 4 + 4)
  const product = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, at) => sum + value * (b[at] as number), 0)
  const score = (user: number, item: number) => {
    const [a, b] = [rowOf(users, user), rowOf(things, item)]
    return ((kernel[0] as number) * product(a, b)) / Math.sqrt(product(a, a) * product(b, b))
  }
  const nearest = Array.from({ length: 16 }, (_, user) => {
    const scores = Array.from({ length: 16 }, (_i, item) => score(user, item))
    return scores.indexOf(Math.max(...scores))
  })
  expect(nearest.map((item) => item % 2)).toEqual(nearest.map((_, user) => user % 2))
})

test('contrastive ends with what it needs where there are no two sides', () => {
  const { source } = sides()
  const graph: Graph = {
    layers: [
      layer('user', 'input', { shape: [1] }),
      layer('item', 'input', { shape: [1] }),
      layer('both', 'concatenate', {}, 'user', 'item'),
      layer('output', 'dense', { units: 1, activation: 'sigmoid' }, 'both'),
    ],
    outputs: ['output'],
  }
  const session = opened({ graph, source, goal: 'binary', training: { loss: 'contrastive' }, tier: 'eager' })
  const code = 'run/loss-needs-sides'
  expect(() => takeSteps(session, 8, 8, 0.1)).toThrow(expect.objectContaining({ code }) as Error)
  session.dispose()
})
