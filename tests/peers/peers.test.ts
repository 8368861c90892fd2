// Ours beside scikit-learn on the same test rows: logistic regression and an MLP 64-32 against our tuned networks, three seeds each.
// Our settings are those of tests/training/accuracy.integration.test.ts, chosen by validation rows; the test rows chose nothing.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Run } from '../../shared/records'
import { keepResult } from '../helpers/keepResult'
import { openTestHost, root, type TestHost } from '../helpers/testHost'
import { trainOurs, type Job } from './ours'
import { askPeer, providePython, type PeerResult, type PeerScores } from './python'

const samples = join(root, 'resources/samples')
const splits = join(root, 'tests/fixtures/splits')
const seeds = [1, 2, 3]

const pages = ['Administrative', 'Informational', 'ProductRelated'].flatMap((name) => [name, `${name}_Duration`])
const shoppers: Job = {
  name: 'shoppers',
  table: join(samples, 'shoppers/online_shoppers_intention.csv'),
  split: join(splits, 'shoppers_split.csv'),
  target: 'Revenue',
  numbers: [...pages, 'BounceRates', 'ExitRates', 'PageValues', 'SpecialDay'],
  words: ['Month', 'OperatingSystems', 'Browser', 'Region', 'TrafficType', 'VisitorType', 'Weekend'],
  seeds,
  network: { hidden: [64, 32], dropout: 0.3, l2: 0.0003 },
  training: { epochs: 20, batchSize: 256, learningRate: 0.004, patience: 4 },
  validationShare: 0.2,
  peerStopsEarly: true,
}
const penguins: Job = {
  name: 'penguins',
  table: join(samples, 'penguins/penguins.csv'),
  split: join(splits, 'penguins_split.csv'),
  target: 'species',
  numbers: ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g'],
  words: ['island', 'sex'],
  seeds,
  network: { hidden: [16] },
  training: { epochs: 25, batchSize: 32, learningRate: 0.02 },
  validationShare: 0.1,
  peerStopsEarly: false,
}

const provided = await providePython()
if ('missing' in provided) console.error(`The comparison with peers is skipped: ${provided.missing}`)
const results = new Map<string, object>()
let host: TestHost
beforeAll(async () => {
  host = await openTestHost('forked')
})
afterAll(() => {
  host.remove()
  if (results.size === 2) keepResult('peers', Object.fromEntries(results))
})

interface Sides {
  ours: Run[]
  peer: PeerResult
}

async function bothSides(job: Job): Promise<Sides> {
  if ('missing' in provided) throw new Error(provided.missing)
  const file = join(host.folder, `${job.name}.json`)
  writeFileSync(file, JSON.stringify(job))
  const peer = await askPeer(provided.python, file)
  return { ours: await trainOurs(host, job), peer }
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const rounded = (value: number): number => Number(value.toFixed(4))

interface Bar {
  metric: 'auc' | 'accuracy'
  /** How far below the mean of the peer's networks the mean of ours may be. */
  within: number
}

function judge(job: Job, { ours, peer }: Sides, { metric, within }: Bar): void {
  const ourValues = ours.map(({ outcome }) => outcome?.scores.test[metric] ?? NaN)
  const theirValues = peer.mlp.map((scores) => scores[metric] ?? NaN)
  const { table: _table, split: _split, name: _name, peerStopsEarly, ...settings } = job
  results.set(job.name, {
    protocol: {
      rows: 'tests/fixtures/splits: the same test rows for both; validation rows of ours are out of the training rows',
      ours: { ...settings, counts: ours[0]?.facts.counts },
      peer: `median imputation, StandardScaler, OneHotEncoder; MLPClassifier 64-32, ${peerStopsEarly ? 'early stopping on .2' : 'no early stopping'}`,
      ...peer.versions,
      bar: `mean ${metric} of ours at least the mean of the peer's networks less ${within}`,
    },
    ours: ours.map(({ seed, outcome }) => ({ seed, ...each(outcome?.scores.test ?? {}) })),
    peer: { logisticRegression: each(peer.logisticRegression), mlp: peer.mlp.map(each) },
    means: { metric, ours: rounded(mean(ourValues)), peer: rounded(mean(theirValues)) },
  })
  expect(ours.map(({ status }) => status)).toEqual(seeds.map(() => 'finished'))
  expect(ours[0]?.facts.counts.test).toBe(peer.rows.test)
  expect(mean(ourValues)).toBeGreaterThanOrEqual(mean(theirValues) - within)
}

function each(scores: PeerScores | Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(scores).map(([name, value]) => [name, rounded(value as number)]))
}

describe.skipIf('missing' in provided)('beside scikit-learn', () => {
  test('online shoppers: AUC within .01 of its network, or above', async () => {
    judge(shoppers, await bothSides(shoppers), { metric: 'auc', within: 0.01 })
  })

  test('penguins: accuracy within .015 of its network, or above', async () => {
    judge(penguins, await bothSides(penguins), { metric: 'accuracy', within: 0.015 })
  })
})
