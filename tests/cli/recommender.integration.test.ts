// A recommender from a CSV file and an experiment file to finished runs by the command line, and to a bundle that opens elsewhere.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Run } from '../../shared/records'
import { runCommand } from '../helpers/commandLine'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-recommender-'))
  writeFileSync(at('visits.csv'), visits().join('\n'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const at = (name: string): string => join(folder, name)
const cli = (...args: string[]) => runCommand(args, at('config'))

/** 90 users go round among the ten items of their taste of three, each from where he likes to begin: nine visits. */
function visits(): string[] {
  const rows = Array.from({ length: 90 * 9 }, (_, row) => {
    const [user, step] = [Math.floor(row / 9), row % 9]
    const item = (user % 3) * 10 + ((user + step) % 10)
    return `user ${user},item ${item},2024-01-${String(1 + step).padStart(2, '0')}`
  })
  return ['visitor,article,day', ...rows]
}

const node = (id: string, type: string, inputs: string[], settings: object = {}) => ({ id, type, inputs, settings })
const codes = (id: string, length: number) => node(id, 'input', [], { shape: [length], dtype: 'int32' })

const factors = {
  layers: [
    ...[
      ['user', 91],
      ['item', 31],
    ].flatMap(([name, entries]) => [
      codes(String(name), 1),
      node(`${name}Row`, 'embedding', [String(name)], { entries, width: 8, spread: 0.1 }),
      node(`${name}Flat`, 'flatten', [`${name}Row`]),
    ]),
    node('product', 'dot', ['userFlat', 'itemFlat']),
    node('output', 'dense', ['product'], { units: 1, activation: 'sigmoid' }),
  ],
  outputs: ['output'],
}

const recurrent = {
  layers: [
    codes('sequence', 5),
    node('rows', 'embedding', ['sequence'], { entries: 31, width: 16, maskZero: true }),
    node('read', 'gru', ['rows'], { units: 24 }),
    node('output', 'dense', ['read'], { units: 31, activation: 'softmax' }),
  ],
  outputs: ['output'],
}

async function experiment(name: string, changes: object): Promise<Run[]> {
  const written = {
    netloom: 'experiment',
    schemaVersion: 1,
    name,
    data: { file: 'visits.csv' },
    roles: [
      { column: 'visitor', role: 'user' },
      { column: 'article', role: 'item' },
      { column: 'day', role: 'time' },
    ],
    split: { kind: 'leaveLastOut' },
    seeds: [1],
    ...changes,
  }
  writeFileSync(at(`${name}.json`), JSON.stringify(written))
  const { code, stdout, stderr } = await cli('experiment', at(`${name}.json`), '--workspace', at('one'), '--json')
  expect(stderr).not.toContain('app/bug')
  expect(code).toBe(0)
  const { runs } = JSON.parse(stdout) as { runs: Run[] }
  expect(runs.map(({ status }) => status)).toEqual(runs.map(() => 'finished'))
  return runs
}

describe('by the command line', () => {
  it('a top-N recommender is trained and judged by its lists', async () => {
    const [run] = await experiment('topN', {
      task: { task: 'topN', settings: { negatives: 4, fresh: true, cutoff: 5 } },
      architectures: [{ name: 'Factors', graph: factors }],
      training: { epochs: 40, batchSize: 128, learningRate: 0.03 },
    })
    expect(run?.protocol.task).toMatchObject({ task: 'topN', settings: { cutoff: 5, fresh: true } })
    expect(run?.facts?.counts.test).toBe(90 * 5)
    const { test = {}, validation = {}, train = {} } = run?.outcome?.scores ?? {}
    // A user has 22 or 23 items left, of which five at random hold the right one in 22 of 100 lists; his taste leaves two or three.
    expect(test.hitRate).toBeGreaterThan(0.5)
    expect(test.recall).toBeCloseTo(test.hitRate ?? NaN, 12)
    expect(test.precision).toBeCloseTo((test.hitRate ?? NaN) / 5, 12)
    expect(validation).toHaveProperty('ndcg')
    expect(train).not.toHaveProperty('ndcg')
  })

  it('a next-item network learns what follows, and is compared, bundled and opened elsewhere', async () => {
    const [run] = await experiment('nextItem', {
      task: { task: 'nextItem', settings: { length: 5 } },
      architectures: [{ name: 'GRU', graph: recurrent }],
      training: { epochs: 20, batchSize: 64, learningRate: 0.02 },
    })
    expect(run?.outcome?.scores.test?.accuracy).toBeGreaterThan(0.9)
    expect(run?.outcome?.scores.test?.mrr).toBeGreaterThan(0.9)
    const compared = await cli('compare', '2', '--workspace', at('one'))
    expect(compared.stdout).toMatch(/hitRate/)
    const bundled = await cli('bundle', '1', '2', '--out', at('visits.netloom'), '--workspace', at('one'))
    expect(bundled.code).toBe(0)
    const opened = await cli('open', at('visits.netloom'), '--workspace', at('two'), '--json')
    expect((JSON.parse(opened.stdout) as { runs: Run[] }).runs).toHaveLength(2)
    const metricsIn = async (workspace: string) => {
      const { stdout } = await cli('compare', '1', '2', '--workspace', at(workspace), '--json')
      return (JSON.parse(stdout) as { runs: { metrics: unknown }[] }).runs.map(({ metrics }) => metrics)
    }
    expect(await metricsIn('two')).toEqual(await metricsIn('one'))
  })
})
