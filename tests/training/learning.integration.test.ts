// What is learnt of histories: targets of every step by hand, the loss of a pass beside that of its rows one by one, hidden steps, whole histories.
import { afterAll, describe, expect, test } from 'vitest'
import { build, templates } from '../../main/engine/architectures'
import type { Network } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import { learnt, rebuilt } from '../../main/engine/training/learning'
import { defaultsOf } from '../../shared/fields'
import type { Settings } from '../../shared/fields'
import { epochOf, opened, trained } from '../conformance/tiers'
import { drawnTensors } from '../architectures/passes'
import { given, preparedOf } from '../datasets/interactions/tables'

const tf = loadTensor()
const tensors = tf.memory().numTensors
afterAll(() => expect(tf.memory().numTensors).toBe(tensors))

/** Eight users with five to seven rows that train, and one that validates or tests. */
const users = Array.from({ length: 8 }, (_, user) =>
  Array.from({ length: 6 + (user % 3) }, (_, step) => ({ user, step })),
)
const rows = users.flatMap((own) =>
  own.map((row) => ({ ...row, part: row.step < own.length - 1 ? 'train' : row.user < 4 ? 'valid' : 'test' })),
)
const prepared = preparedOf({
  task: 'nextItem',
  settings: { length: 8 },
  split: given,
  columns: {
    user: { role: 'user', values: rows.map(({ user }) => `u${user}`) },
    item: { role: 'item', values: rows.map(({ user, step }) => `i${(user * 3 + step * step) % 11}`) },
    at: { role: 'time', values: rows.map((_, row) => row) },
    part: { role: 'ignore', values: rows.map(({ part }) => part) },
  },
})
const graphOf = (name: 'gru4Rec' | 'sasRec' | 'bert4Rec' | 'autoRec', settings: Settings = {}) => {
  const { fields, graph } = templates[name]
  const small = { width: 8, dropout: 0, inner: 8, depth: 1, units: [8], squeezed: 8 }
  const own = Object.fromEntries(Object.entries(small).filter(([key]) => fields.some((field) => field.name === key)))
  return graph({ ...defaultsOf([...fields]), ...own, ...settings }, prepared.preparation.facts)
}

describe('the item after each step', () => {
  test('with padding before and behind', () => {
    tf.tidy(() => {
      const codes = [
        [0, 0, 3, 5],
        [2, 4, 0, 0],
      ]
      const batch = { inputs: [tf.tensor2d(codes, [2, 4], 'int32')], targets: [tf.tensor1d([7, 9])], weights: null }
      const network = { tf, inputs: [{ id: 'sequence' }] } as unknown as Network
      const { targets, counts } = learnt(network, batch, { kind: 'nextSteps', input: 'sequence' })
      const counted = [...(targets[0]?.dataSync() ?? [])].map((code, at) => code * (counts?.dataSync()[at] ?? 0))
      expect(counted).toEqual([0, 0, 5, 7, 4, 9, 0, 0])
    })
  })

  test('costs what its rows cost one by one, since no step sees a later one', async () => {
    const graph = graphOf('gru4Rec')
    const session = opened({ graph, prepared })
    expect(session.epochRows).toHaveLength(8)
    const apart = await session.evaluate(session.data.rows.train, () => Promise.resolve())
    const chunk = { rows: session.epochRows, batchSize: 8, learningRates: Float32Array.of(0.01) }
    const { losses, outputs } = session.advance(chunk)
    session.dispose()
    expect(outputs).toBeNull()
    expect(losses[0]).toBeCloseTo(apart.loss, 5)
  })

  test('is nothing where the network is to learn from the last step alone', () => {
    const session = opened({ graph: graphOf('gru4Rec', { everyStep: false }), prepared })
    expect(session.epochRows).toBe(session.data.rows.train)
    session.dispose()
  })

  test('is learnt: a rule is found, and used on the last step', async () => {
    const trial = { graph: graphOf('sasRec', { dropout: 0 }), prepared, training: { optimizer: 'adam' }, batchSize: 8 }
    const session = opened(trial)
    session.follow([{ tier: 'graph', fromStep: 0 }])
    const before = await session.evaluate(session.data.rows.train, () => Promise.resolve())
    for (let epoch = 1; epoch <= 40; epoch += 1)
      session.advance(epochOf(session, { ...trial, learningRate: 0.02 }, epoch))
    const after = await session.evaluate(session.data.rows.train, () => Promise.resolve())
    session.dispose()
    expect(after.loss).toBeLessThan(before.loss / 2)
  })
})

describe('hidden steps', () => {
  const share = 0.4
  const network = build(graphOf('bert4Rec', { hiddenShare: share }), { tf, seed: 3 })
  const hiddenAt = (step: number, learning: boolean): number[][] | null => {
    let found: number[][] | null = null
    tf.tidy(() => {
      const codes = Array.from({ length: 400 }, () => [0, 0, 1, 2, 3, 4, 5, 6])
      const inputs = [tf.tensor2d(codes, [400, 8], 'int32')]
      const weights = drawnTensors(network)
      const { hidden } = network.run({ weights, inputs, training: true, learning, step: tf.scalar(step, 'int32') })
      if (hidden !== null) found = hidden.arraySync() as number[][]
    })
    return found
  }

  test('are a share of the items, never padding, always the one to come, and others at each step', () => {
    const first = hiddenAt(0, true) ?? []
    expect(first.every((row) => row[0] === 0 && row[1] === 0 && row[8] === 1)).toBe(true)
    const items = first.flatMap((row) => row.slice(2, 8))
    const found = items.reduce((sum, one) => sum + one, 0) / items.length
    // Five standard errors of 2,400 draws.
    expect(Math.abs(found - share)).toBeLessThan(0.05)
    expect(hiddenAt(1, true)).not.toEqual(first)
    expect(hiddenAt(0, true)).toEqual(first)
    expect(hiddenAt(0, false)).toBeNull()
  })

  test('are the same on every tier, and so is all that is learnt of them', async () => {
    const trial = { graph: graphOf('bert4Rec', { hiddenShare: share }), prepared, batchSize: 8 }
    const [eager, graph] = [await trained(trial, 'eager', 3), await trained(trial, 'graph', 3)]
    graph.losses?.forEach((loss, step) => expect(loss).toBeCloseTo(eager.losses?.[step] ?? NaN, 4))
  })
})

describe('whole histories', () => {
  test('cost minus the logarithm of the probability of each item once', () => {
    tf.tidy(() => {
      const logits = tf.tensor2d([[0, Math.log(2), Math.log(3), 0]])
      // Of softmax 1/7, 2/7, 3/7, 1/7 the items 1 and 2, the latter twice; 0 is padding.
      const [cost = NaN] = rebuilt(tf, logits, tf.tensor2d([[0, 2, 1, 2]], [1, 4], 'int32')).dataSync()
      expect(cost).toBeCloseTo(-Math.log(2 / 7) - Math.log(3 / 7), 5)
    })
  })

  test('are given back with the target among them, and cross-entropy alone can ask for that', async () => {
    const trial = { graph: graphOf('autoRec'), prepared, batchSize: 8 }
    const session = opened(trial)
    const { rows: epoch } = epochOf(session, trial, 1)
    expect(session.epochRows.length).toBeLessThan(epoch.length)
    const { losses } = session.advance({ rows: session.epochRows, batchSize: 8, learningRates: Float32Array.of(0) })
    session.dispose()
    // Six or so different items of eleven, each with a probability near one in twelve.
    expect(losses[0]).toBeGreaterThan(3 * Math.log(12))
    const plain = opened({ ...trial, training: { loss: 'bpr' } })
    expect(plain.epochRows).toBe(plain.data.rows.train)
    plain.dispose()
  })
})
