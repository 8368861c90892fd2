// Tables that are updated by row: the same numbers as a plain calculation in JavaScript and as dense gradients, on all tiers.
import { describe, expect, test } from 'vitest'
import { build } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import { optimizers } from '../../main/engine/training'
import { tablesByRow } from '../../main/engine/training/looked'
import type { Graph, Tier } from '../../shared/records'
import type { Settings } from '../../shared/fields'
import { factorisation, histories, idRows, openTables, takeSteps } from './lookedNetworks'
import { lookedReference } from './lookedReference'
import type { Formula } from './lookedReference'

const tf = loadTensor()
const tiers: Tier[] = ['eager', 'graph', 'xla']

/** Larger than the tables that are updated whole because that is faster. */
const large = 5000

function largest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(b.length).toBe(a.length)
  let most = 0
  for (let at = 0; at < a.length; at += 1) most = Math.max(most, Math.abs((a[at] as number) - (b[at] as number)))
  return most
}

const tableNames = (graph: Graph, optimizer: keyof typeof optimizers, accumulates = false) => {
  const network = build(graph, { tf, seed: 1 })
  const byRow = tablesByRow(network, optimizers[optimizer], { accumulates })
  return [...byRow].map((index) => network.weights[index]?.name)
}

describe.each(['sgd', 'adagrad', 'lazyAdam'] as const)('%s', (optimizer: Formula) => {
  test.each(tiers)('does what its formula says, in plain JavaScript, on tier %s', (tier) => {
    const graph = factorisation(large, large, 3)
    expect(tableNames(graph, optimizer)).toEqual(['people/embeddings', 'items/embeddings'])
    // Seven ids in batches of five: some come twice and more often in a batch; the last batch has one row.
    const source = idRows(41, [[1], [1]], [large, large], 7)
    const session = openTables({ graph, source, training: { optimizer, batchSize: 5 }, tier })
    const reference = lookedReference(optimizer, session.weights(), source, 3)
    const before = session.weights()
    const done = takeSteps(session, 41, 5, 0.1)
    const losses = reference.take(41, 5, 0.1)
    // In float32 Adam's 1 - .999^t keeps four digits fewer than the rest.
    const tolerance = optimizer === 'lazyAdam' ? 5e-6 : 1e-6
    expect(largest(done.losses, losses)).toBeLessThan(tolerance)
    const after = session.weights()
    reference.tables.forEach((table, index) => {
      expect(largest(after[index] as Float32Array, table)).toBeLessThan(tolerance)
      // What was not looked up is as it was, to the bit.
      expect(after[index]?.subarray(7 * 3)).toEqual(before[index]?.subarray(7 * 3))
      expect(after[index]?.subarray(0, 3)).not.toEqual(before[index]?.subarray(0, 3))
    })
    session.dispose()
  })
})

/** Everything that steps on small ids give, of weights and slots what small and large tables have both. */
function passed(graph: Graph, shapes: number[][], training: Settings, tier: Tier) {
  const session = openTables({
    graph,
    source: idRows(44, shapes, [9, 9]),
    training: { batchSize: 8, ...training },
    tier,
  })
  const { losses, gradientNorms, health, bad } = takeSteps(session, 44, 8, 0.1)
  expect(bad).toBeNull()
  const { weights, slots } = session.snapshot()
  session.dispose()
  const numbers = [...weights, ...slots.flat()].flatMap((one) => [...one.subarray(0, 36)])
  return { losses, numbers, norms: gradientNorms ?? [], layerNorms: health?.gradientNorms ?? [] }
}

describe('the same as dense gradients', () => {
  const kinds: Record<string, (entries: number) => Graph> = {
    'one table looked up for two inputs, with padding and a recurrent layer': (entries) => histories(entries),
    'two tables': (entries) => factorisation(entries, entries, 4),
  }
  const trainings: Record<string, Settings> = {
    sgd: { optimizer: 'sgd' },
    adagrad: { optimizer: 'adagrad' },
    'sgd, clipped by the joint norm': { optimizer: 'sgd', clipNorm: 0.05 },
    'adagrad, clipped by each norm': { optimizer: 'adagrad', clipWeightNorm: 0.02 },
    'sgd, clipped by value': { optimizer: 'sgd', clipValue: 0.01 },
  }
  const cases = Object.entries(trainings).flatMap(([name, training]) =>
    Object.entries(kinds).map(([kind, graph]) => ({ kind, name, graph, training })),
  )
  const short = cases.filter(({ kind, name }) => kind.startsWith('two') || name.endsWith('joint norm'))
  test.each(short)('$kind: $name', ({ kind, graph, training }) => {
    const shapes = kind.startsWith('two') ? [[1], [1]] : [[6], [1]]
    const optimizer = training.optimizer as 'sgd' | 'adagrad'
    expect(tableNames(graph(9), optimizer)).toEqual([])
    expect(tableNames(graph(large), optimizer)).toContain(`${kind.startsWith('two') ? 'people' : 'seen'}/embeddings`)
    const dense = passed(graph(9), shapes, training, 'eager')
    for (const tier of tiers) {
      const rows = passed(graph(large), shapes, training, tier)
      for (const key of ['losses', 'norms', 'layerNorms', 'numbers'] as const) {
        expect(largest(rows[key], dense[key]), `${tier} ${key}`).toBeLessThan(1e-6)
      }
    }
  })
})

describe('tables that something reaches as a whole have dense gradients', () => {
  test.each([
    ['a penalty', histories(large, { l2: 0.001 })],
    ['a constraint', histories(large, { constraint: 'maxNorm' })],
    ['scores with the same table', histories(large, {}, { scores: true, maskZero: false })],
  ])('%s', (_name, graph) => {
    expect(tableNames(graph, 'lazyAdam')).toEqual([])
    const source = idRows(8, [[6], [1]], [large, large], 9)
    const session = openTables({ graph, source, training: { optimizer: 'lazyAdam', batchSize: 4 }, tier: 'graph' })
    expect(takeSteps(session, 8, 4, 0.1).bad).toBeNull()
    session.dispose()
  })

  test('and so do those of optimisers that move every weight at every step, and of batches that are gathered', () => {
    expect(tableNames(factorisation(large, 9, 4), 'lazyAdam')).toEqual(['people/embeddings', 'items/embeddings'])
    expect(tableNames(factorisation(large, 9, 4), 'sgd')).toEqual(['people/embeddings'])
    expect(tableNames(factorisation(large, 9, 4), 'adam')).toEqual([])
    expect(tableNames(factorisation(large, 9, 4), 'lazyAdam', true)).toEqual([])
  })
})
