// Recommenders are judged by the lists that they give: exactly those that their kept weights score best, worked out again here.
import { describe, expect, it } from 'vitest'
import { rankingCases } from '../../main/engine/datasets'
import { rankingMetrics, rankingScores } from '../../main/engine/metrics'
import { loadTensor, tensorVersion } from '../../main/engine/tensor'
import { train } from '../../main/engine/training'
import type { KeptModel, Prepared } from '../../main/engine/workspace'
import type { Settings } from '../../shared/fields'
import { createRandom } from '../../shared/numbers/random'
import type { Graph, LayerNode } from '../../shared/records'
import { leaveLastOut, preparedOf } from '../datasets/interactions/tables'
import { begun, neverPaused, noCheckpoints } from '../helpers/neverPaused'

const node = (id: string, type: string, inputs: string[], settings: Settings = {}): LayerNode => ({
  ...{ id, type, inputs, settings },
})

/** 60 users of three tastes who come to seven of the ten items of their taste, one after another. */
function visits() {
  const random = createRandom(3)
  const rows = Array.from({ length: 420 }, (_, row) => {
    const user = Math.floor(row / 7)
    return { user, item: (user % 3) * 10 + ((user * 3 + (row % 7) + (random.next() < 0.1 ? 2 : 0)) % 10), at: row }
  })
  return {
    user: { role: 'user' as const, values: rows.map(({ user }) => `u${user}`) },
    item: { role: 'item' as const, values: rows.map(({ item }) => `i${item}`) },
    at: { role: 'time' as const, values: rows.map(({ at }) => at) },
  }
}

async function trained(graph: Graph, prepared: Prepared, training: Settings) {
  const lines: string[] = []
  const context = {
    ...{ tf: loadTensor(), libraryVersion: tensorVersion(), threads: 1, now: () => performance.now() },
    ...{ signal: new AbortController().signal, ...neverPaused, store: noCheckpoints },
    ...{ log: (line: string) => void lines.push(line), report: () => undefined },
  }
  const before = loadTensor().memory().numTensors
  const { outcome, model } = await train({ graph, training, seed: 1, prepared, subject: 'run', ...begun }, context)
  expect(loadTensor().memory().numTensors).toBe(before)
  return { scores: outcome.scores, model, lines }
}

const factors: Graph = {
  layers: [
    ...['user', 'item'].flatMap((name) => [
      node(name, 'input', [], { shape: [1], dtype: 'int32' }),
      node(`${name}Row`, 'embedding', [name], { entries: name === 'user' ? 61 : 31, width: 6, spread: 0.1 }),
      node(`${name}Flat`, 'flatten', [`${name}Row`]),
    ]),
    node('product', 'dot', ['userFlat', 'itemFlat']),
    node('output', 'dense', ['product'], { units: 1, activation: 'sigmoid' }),
  ],
  outputs: ['output'],
}

/** The lists by plain arithmetic on the kept weights, sorted whole. */
function byHand(prepared: Prepared, model: KeptModel, part: 'validation' | 'test') {
  const weight = (name: string) => {
    const found = model.weights.find((one) => one.name === name)
    if (found === undefined) throw new Error(`no weight ${name} in ${model.weights.map((one) => one.name).join()}`)
    return found.values
  }
  const [users, items] = [weight('userRow/embeddings'), weight('itemRow/embeddings')]
  const [kernel] = weight('output/kernel')
  const score = (user: number, item: number) =>
    Array.from({ length: 6 }, (_, at) => (users[user * 6 + at] ?? NaN) * (items[item * 6 + at] ?? NaN)).reduce(
      (sum, product) => sum + product,
    ) * (kernel ?? NaN)
  const all = rankingCases(prepared, part)
  const cases = (all?.cases ?? []).map(({ user, relevant, count, candidates, isSeen }) => {
    const codes = candidates ?? Int32Array.from({ length: all?.items ?? 0 }, (_, index) => index + 1)
    const sorted = [...codes].filter((item) => !isSeen(item)).sort((a, b) => score(user, b) - score(user, a))
    const top = Int32Array.from(sorted.slice(0, all?.cutoff))
    return { relevant: count, top, places: [...top].flatMap((item, at) => (relevant.includes(item) ? [at + 1] : [])) }
  })
  const among = cases.length > 0 && all?.cases[0]?.candidates === null ? all.items : null
  return rankingScores({ cutoff: all?.cutoff ?? 0, cases, items: among })
}

describe('a run of a recommender', () => {
  it.each([{ cutoff: 3 }, { cutoff: 3, rankedAmong: 'drawn', others: 12 }])(
    'top-N: scores of validation and test lists are those of its weights, %o',
    async (settings) => {
      const table = { task: 'topN' as const, settings, split: leaveLastOut, columns: visits() }
      const prepared = preparedOf(table)
      const { scores, model } = await trained(factors, prepared, { epochs: 25, batchSize: 64, learningRate: 0.03 })
      for (const part of ['validation', 'test'] as const) {
        const expected = byHand(prepared, model, part)
        expect(Object.keys(expected).length).toBeGreaterThan(5)
        for (const [name, value] of Object.entries(expected)) expect(scores[part][name], name).toBeCloseTo(value, 9)
      }
      expect(scores.train).not.toHaveProperty('hitRate')
    },
  )

  it('next item: with lists of one item that may hold any, a hit is a row that is predicted right', async () => {
    const settings = { length: 5, cutoff: 1, again: true }
    const prepared = preparedOf({ task: 'nextItem', settings, split: leaveLastOut, columns: visits() })
    const graph: Graph = {
      layers: [
        node('sequence', 'input', [], { shape: [5], dtype: 'int32' }),
        node('rows', 'embedding', ['sequence'], { entries: 31, width: 12, maskZero: true }),
        node('read', 'gru', ['rows'], { units: 16 }),
        node('output', 'dense', ['read'], { units: 31, activation: 'softmax' }),
      ],
      outputs: ['output'],
    }
    const { scores } = await trained(graph, prepared, { epochs: 12, batchSize: 64, learningRate: 0.02 })
    expect(scores.test.accuracy).toBeGreaterThan(0.3)
    expect(scores.test.hitRate).toBeCloseTo(scores.test.accuracy ?? NaN, 12)
    expect(scores.validation.mrr).toBeCloseTo(scores.validation.accuracy ?? NaN, 12)
  })

  it('a network that reads something else, and a table without a recommendation, have no such scores', async () => {
    const prepared = preparedOf({ task: 'topN', split: leaveLastOut, columns: visits() })
    const rows = prepared.part.length
    const numbers = { name: 'numbers', shape: [1], kind: 'numbers' as const, values: new Float32Array(rows) }
    const graph: Graph = {
      layers: [
        node('numbers', 'input', [], { shape: [1] }),
        node('output', 'dense', ['numbers'], { units: 1, activation: 'sigmoid' }),
      ],
      outputs: ['output'],
    }
    const more = { ...prepared, blocks: [...(prepared.blocks ?? []), numbers] }
    const { scores } = await trained(graph, more, { epochs: 1 })
    expect(Object.keys(scores.test)).toContain('accuracy')
    for (const name of Object.keys(rankingMetrics)) expect(scores.test).not.toHaveProperty(name)
  })
})
