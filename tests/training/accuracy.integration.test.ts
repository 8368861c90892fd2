// The numbers, through the real import, preparation and training tasks, on the test rows of tests/fixtures/splits.
// Layers, dropout and penalty of the tuned network were chosen by validation AUC (.932 to .935 for seven candidates at batch 128);
// batch and rate were then doubled to halve the time of this test. No choice was made by the test rows.
// Measured with seeds 1, 2, 3: plain AUC .871 .870 .875, tuned .915 .909 .914, penguins accuracy 1 .986 1.
// References on the same rows: logistic regression AUC .883, scikit-learn's MLP 64-32 .915, boosted trees .928.
import { begun, neverPaused } from '../helpers/neverPaused'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { templates } from '../../main/engine/architectures'
import { readPrepared } from '../../main/engine/workspace/prepared'
import { tableTasks } from '../../main/worker/tasks/tables'
import { trainingTasks } from '../../main/worker/tasks/training'
import { withDefaults } from '../../shared/fields'
import type { Settings } from '../../shared/fields'
import type { ColumnType, Outcome } from '../../shared/records'
import type { TaskContext, TaskName } from '../../shared/contract/worker'
import { fixtures, ReadingRoom, resources } from '../datasets/reading'

// Read by TensorFlow when it is loaded: one thread, as a run of a small network has.
process.env.TF_NUM_INTRAOP_THREADS = '1'
process.env.TF_NUM_INTEROP_THREADS = '1'

/** The plain network takes 9,000 steps, which a busy machine needs minutes for. */
const patientlyMs = 600_000

const room = new ReadingRoom()
afterAll(() => room.dispose())

const context: TaskContext<TaskName> = {
  signal: new AbortController().signal,
  ...neverPaused,
  progress: () => undefined,
  log: () => undefined,
  report: () => undefined,
}

interface Job {
  name: string
  sample: string
  target: string
  /** Features by type; the columns of the table that are not named are ignored. */
  features: readonly (readonly [string, ColumnType])[]
  /** Share of the training rows that choose the epoch. */
  validationShare: number
}

/** Imports the sample with its split as one more column, and prepares it. Returns the file of the prepared arrays. */
async function prepared(job: Job): Promise<string> {
  const { name, sample, target, features } = job
  const table = withSplit(join(resources, 'samples', sample), join(fixtures, 'splits', `${name}_split.csv`))
  const path = room.write(`${name}.csv`, table)
  const imported = await tableTasks['tables.import'](
    { path, folder: room.tables, temporaryFolder: room.temporaryFolder, reshape: null },
    context as TaskContext<'tables.import'>,
  )
  const columns = imported.columns.map((column) => {
    const feature = features.find(([wanted]) => wanted === column.name)
    if (column.name === target) return { name: column.name, type: column.type, role: 'target' as const }
    return {
      name: column.name,
      type: feature?.[1] ?? column.type,
      role: feature ? ('feature' as const) : ('ignore' as const),
    }
  })
  const file = join(room.folder, `${name}-${features.length}.nla`)
  const spec = {
    table: imported.table,
    columns,
    split: { kind: 'given', settings: { column: 'part', validationShare: job.validationShare, seed: 1 } },
  }
  const input = { file: room.file(imported.table), spec, target: file }
  const { problems } = await tableTasks['tables.prepare'](input, context as TaskContext<'tables.prepare'>)
  expect(problems.filter((problem) => problem.severity === 'error')).toEqual([])
  return file
}

/** The rows of a CSV file with the second column of the split file behind them. Both are free of quotes. */
function withSplit(table: string, split: string): string {
  const lines = (file: string) => readFileSync(file, 'utf8').trim().split(/\r?\n/)
  const parts = lines(split).map((line) => line.split(',')[1])
  return lines(table)
    .map((line, index) => `${line},${index === 0 ? 'part' : parts[index]}\n`)
    .join('')
}

async function outcomes(preparedFile: string, network: Settings, training: Settings): Promise<Outcome[]> {
  const { facts } = readPrepared(preparedFile).preparation
  const graph = templates.mlp.graph(withDefaults(templates.mlp.fields, network), facts)
  const results: Outcome[] = []
  for (const seed of [1, 2, 3]) {
    const spec = {
      run: `run-${seed}`,
      graph,
      goal: facts.goal,
      training,
      seed,
      preparedFile,
      modelFolder: join(room.folder, `model-${seed}`),
      checkpoints: { folder: join(room.folder, `checkpoints-${seed}`), names: [] },
      ...begun,
    }
    results.push(await trainingTasks['training.run'](spec, context as TaskContext<'training.run'>))
  }
  return results
}

const least = (results: Outcome[], metric: string) =>
  Math.min(...results.map((result) => result.scores.test[metric] ?? 0))

const numbers = [
  'Administrative',
  'Administrative_Duration',
  'Informational',
  'Informational_Duration',
  'ProductRelated',
  'ProductRelated_Duration',
  'BounceRates',
  'ExitRates',
  'PageValues',
  'SpecialDay',
].map((name) => [name, 'number'] as const)
const words = ['Month', 'OperatingSystems', 'Browser', 'Region', 'TrafficType', 'VisitorType'].map(
  (name) => [name, 'category'] as const,
)

describe('online shoppers, three seeds, each of them', () => {
  const shoppers = { name: 'shoppers', sample: 'shoppers/online_shoppers_intention.csv', target: 'Revenue' }

  test(
    'the network as described reaches accuracy .88 and AUC .865',
    async () => {
      const file = await prepared({ ...shoppers, features: numbers, validationShare: 0.05 })
      expect(readPrepared(file).preparation.facts.counts.test).toBe(2466)
      const results = await outcomes(file, { hidden: [16] }, { epochs: 10, batchSize: 32 })
      expect(least(results, 'accuracy')).toBeGreaterThanOrEqual(0.88)
      expect(least(results, 'auc')).toBeGreaterThanOrEqual(0.865)
    },
    patientlyMs,
  )

  test(
    'its tuned sibling on all columns reaches AUC .90',
    async () => {
      const file = await prepared({
        ...shoppers,
        features: [...numbers, ...words, ['Weekend', 'boolean']],
        validationShare: 0.2,
      })
      const training = { epochs: 20, batchSize: 256, learningRate: 0.004, patience: 4 }
      const results = await outcomes(file, { hidden: [64, 32], dropout: 0.3, l2: 0.0003 }, training)
      expect(least(results, 'auc')).toBeGreaterThanOrEqual(0.9)
    },
    patientlyMs,
  )
})

test(
  'penguins, three seeds, each of them: accuracy .97',
  async () => {
    const measures = ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g'].map(
      (name) => [name, 'number'] as const,
    )
    const features = [...measures, ['island', 'category'] as const, ['sex', 'category'] as const]
    const file = await prepared({
      name: 'penguins',
      sample: 'penguins/penguins.csv',
      target: 'species',
      features,
      validationShare: 0.1,
    })
    const results = await outcomes(file, { hidden: [16] }, { epochs: 25, batchSize: 32, learningRate: 0.02 })
    expect(least(results, 'accuracy')).toBeGreaterThanOrEqual(0.97)
  },
  patientlyMs,
)
