// Prepared blocks are trained on, by networks of their own in this process and through the whole program: each better than chance.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/numbers/random'
import type { Graph, LayerNode, Role, Run, Split, Task } from '../../../shared/records'
import type { Settings } from '../../../shared/fields'
import { loadTensor, tensorVersion } from '../../../main/engine/tensor'
import { train } from '../../../main/engine/training'
import { readModel, unpackWords } from '../../../main/engine/workspace'
import { begun, neverPaused, noCheckpoints } from '../../helpers/neverPaused'
import { openTestHost } from '../../helpers/testHost'
import type { TestHost } from '../../helpers/testHost'
import { leaveLastOut, preparedOf } from './tables'
import type { TestTable } from './tables'

const node = (id: string, type: string, inputs: string[], settings: Settings = {}): LayerNode => ({
  ...{ id, type, inputs, settings },
})
const ids = (id: string, shape: number[]) => node(id, 'input', [], { shape, dtype: 'int32' })

async function scoresOf(graph: Graph, table: TestTable, training: Settings) {
  const prepared = preparedOf(table)
  const context = {
    ...{ tf: loadTensor(), libraryVersion: tensorVersion(), threads: 1, now: () => performance.now() },
    ...{ signal: new AbortController().signal, ...neverPaused, store: noCheckpoints },
    ...{ log: () => undefined, report: () => undefined },
  }
  const { outcome, model } = await train({ graph, training, seed: 1, prepared, subject: 'run', ...begun }, context)
  return { scores: outcome.scores, prepared, model }
}

/** Users of four tastes who come to the items of their taste, in an order that goes round among them. */
function visits(rowsAUser: number) {
  const random = createRandom(5)
  const rows = Array.from({ length: 120 * rowsAUser }, (_, row) => {
    const user = Math.floor(row / rowsAUser)
    const taste = user % 4
    return { user, item: taste * 10 + ((user + row * 3 + (random.next() < 0.1 ? 1 : 0)) % 10), at: row }
  })
  return {
    user: { role: 'user' as const, values: rows.map(({ user }) => `u${user}`) },
    item: { role: 'item' as const, values: rows.map(({ item }) => `i${item}`) },
    at: { role: 'time' as const, values: rows.map(({ at }) => at) },
  }
}

/** Tables of users and items whose rows are multiplied: matrix factorisation. */
function factorisation(users: number, items: number): Graph {
  const table = (name: string, entries: number) => [
    ids(name, [1]),
    node(`${name}Row`, 'embedding', [name], { entries, width: 8, spread: 0.1 }),
    node(`${name}Flat`, 'flatten', [`${name}Row`]),
  ]
  return {
    layers: [
      ...table('user', users),
      ...table('item', items),
      node('product', 'dot', ['userFlat', 'itemFlat']),
      node('output', 'dense', ['product'], { units: 1, activation: 'sigmoid' }),
    ],
    outputs: ['output'],
  }
}

describe('networks on blocks', () => {
  it('matrix factorisation tells the items of a user from drawn ones', async () => {
    // Each user comes to 6 of the 10 items of his taste, so that the others are among the negatives: 1 is out of reach.
    const table: TestTable = { task: 'topN', settings: { negatives: 4 }, split: leaveLastOut, columns: visits(6) }
    const { scores, prepared, model } = await scoresOf(factorisation(121, 41), table, {
      epochs: 30,
      batchSize: 64,
      learningRate: 0.02,
    })
    expect(prepared.preparation.facts.blocks?.map(({ size }) => size)).toEqual([121, 41])
    expect(scores.test.auc).toBeGreaterThan(0.75)
    expect(model.words?.map(({ name }) => name)).toEqual(['user', 'item'])
  })

  it('a GRU finds the rule by which one item follows another', async () => {
    const table: TestTable = { task: 'nextItem', settings: { length: 5 }, split: leaveLastOut, columns: visits(12) }
    const graph: Graph = {
      layers: [
        ids('sequence', [5]),
        node('rows', 'embedding', ['sequence'], { entries: 41, width: 16, maskZero: true }),
        node('read', 'gru', ['rows'], { units: 24 }),
        node('output', 'dense', ['read'], { units: 41, activation: 'softmax' }),
      ],
      outputs: ['output'],
    }
    const { scores, prepared } = await scoresOf(graph, table, { epochs: 15, batchSize: 64, learningRate: 0.01 })
    expect(prepared.preparation.facts).toMatchObject({ outputs: 41, counts: { validation: 120, test: 120 } })
    // Chance is one in forty; the rule holds for about eight rows in ten.
    expect(scores.test.accuracy).toBeGreaterThan(0.5)
  })
})

describe('through the whole program', () => {
  let test: TestHost
  beforeEach(async () => {
    test = await openTestHost('inProcess')
  })
  afterEach(() => test.remove())

  async function launched(
    lines: string[],
    choice: { roles: [string, Role][]; task: Task; settings?: Settings; split?: Split; training?: Settings },
  ): Promise<Run> {
    const { host, folder, until, events } = test
    mkdirSync(folder, { recursive: true })
    const path = join(folder, 'table.csv')
    writeFileSync(path, lines.join('\n'))
    const { id } = await host.ask('datasets.import', { path })
    const { roles, task, settings = {}, split } = choice
    await host.ask('datasets.update', {
      dataset: id,
      roles: roles.map(([column, role]) => ({ column, role })),
      ...(split === undefined ? {} : { split }),
      task: { task, settings },
    })
    const { readiness, problems } = await host.ask('datasets.check', { dataset: id })
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(readiness.sentence.en).toMatch(/^Ready for/)
    const facts = readiness.facts
    const architecture = await host.ask('architectures.save', {
      name: 'Net',
      template: 'mlp',
      settings: { hidden: [24] },
    })
    const check = await host.ask('architectures.check', { template: 'mlp', settings: {}, dataset: id })
    expect(check.problems).toEqual([])
    const training = { epochs: 12, learningRate: 0.01, ...choice.training }
    const asked = { dataset: id, architectures: [architecture.id], training, seeds: [1] }
    const [run] = await host.ask('runs.launch', asked)
    const ended = await until(() => {
      const last = events.findLast((one) => one.name === 'runs.changed' && one.payload.id === run?.id)
      if (last?.name !== 'runs.changed') return undefined
      if (last.payload.status === 'failed') throw new Error(last.payload.reason?.message.en)
      return last.payload.status === 'finished' && last.payload
    })
    expect(ended.facts).toEqual(facts)
    expect(ended.protocol.task?.task).toBe(task)
    return ended
  }

  it('a series is forecast three steps ahead, its windows reused by the next launch', async () => {
    const lines = Array.from({ length: 400 }, (_, hour) => `${hour},${(100 + 20 * Math.sin(hour / 4)).toFixed(3)}`)
    const run = await launched(['hour,load', ...lines], {
      roles: [
        ['hour', 'time'],
        ['load', 'target'],
      ],
      task: 'forecast',
      settings: { window: 12, horizon: 3 },
      split: { kind: 'time', settings: {} },
      training: { epochs: 40 },
    })
    expect(run.protocol).toMatchObject({ target: 'load', goal: 'regression' })
    // The deviation of the series is 14: that is what guessing its mean costs.
    expect(run.outcome?.scores.test.rmse).toBeLessThan(5)
    const { id } = run.dataset
    const again = await test.host.ask('runs.launch', {
      ...{ dataset: id, architectures: [run.architecture.id], training: { epochs: 1 }, seeds: [2] },
    })
    expect(again.map(({ prepared }) => prepared)).toEqual([run.prepared])
    await expect(
      test.host.ask('exports.write', { run: run.id, format: 'tfjs', folder: join(test.folder, 'exported') }),
    ).rejects.toMatchObject({ code: 'export/not-a-table' })
  })

  it('next items of users are predicted, and bundles carry the words of the model', async () => {
    const { user, item, at } = visits(12)
    const lines = user.values.map((one, row) => [one, item.values[row], at.values[row]].join(','))
    const run = await launched(['who,what,when', ...lines], {
      roles: [
        ['who', 'user'],
        ['what', 'item'],
        ['when', 'time'],
      ],
      task: 'nextItem',
      settings: { length: 3 },
    })
    expect(run.protocol.split.kind).toBe('leaveLastOut')
    expect(run.outcome?.scores.test.accuracy).toBeGreaterThan(0.3)
    const { host, folder } = test
    const path = join(folder, 'run.netloom')
    await host.ask('bundles.write', { runs: [run.id], file: path })
    const away = await openTestHost('inProcess')
    try {
      await away.host.ask('bundles.open', { file: path })
      const kept = readModel(join(away.folder, 'workspace', 'models', run.id))
      const items = kept.words?.find(({ name }) => name === 'item')
      expect(items && unpackWords(items)).toHaveLength(40)
      expect(kept.preparation.arrangement).toMatchObject({ task: 'nextItem', words: ['user', 'item'] })
    } finally {
      away.remove()
    }
  })
})
