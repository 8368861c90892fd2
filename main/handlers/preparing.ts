// Prepared arrays on demand: made once by the tables worker for each way of using a table, found again by content hash.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { AppError, type Problem } from '../../shared/contract/errors'
import type { PrepareSpec } from '../../shared/contract/worker'
import type { Dataset, DatasetFacts, Run } from '../../shared/records'
import { completeTask } from '../engine/datasets'
import { modelFile, type Workspace } from '../engine/workspace'
import type { Context, Step } from './context'

/** Changes when the same spec would be prepared into other arrays. */
const preparationVersion = 2

export interface Prepared {
  hash: string
  facts: DatasetFacts | null
  problems: Problem[]
}

export function specOf(dataset: Dataset): PrepareSpec {
  const roleOf = new Map(dataset.assignments.map(({ column, role }) => [column, role]))
  const stepsOf = new Map(dataset.preparation?.map(({ column, steps }) => [column, steps]))
  const columns = dataset.columns.map(({ name, type }) => {
    const steps = stepsOf.get(name)
    return { name, type, role: roleOf.get(name) ?? ('ignore' as const), ...(steps === undefined ? {} : { steps }) }
  })
  const { table, split, sampling } = dataset
  const task = completeTask(dataset.task)
  return {
    table,
    columns,
    split,
    ...(sampling === undefined || sampling.kind === 'none' ? {} : { sampling }),
    ...(task && { task }),
  }
}

/** The facts of a data set that was prepared as it is now; null when it was not. */
export function knownFacts(workspace: Workspace, dataset: Dataset): DatasetFacts | null {
  return workspace.prepared.find(hashOf(specOf(dataset)))?.facts ?? null
}

/** Hashes of the arrays of all data sets as they are now, made or not. */
export function preparedInUse(workspace: Workspace): Set<string> {
  return new Set(workspace.datasets.list().map((dataset) => hashOf(specOf(dataset))))
}

/** Where the arrays of a data set as it is now are; null when they were not made. */
export function preparedFile(dataset: Dataset, context: Context): string | null {
  const file = context.room().workspace.paths.preparedFile(hashOf(specOf(dataset)))
  return existsSync(file) ? file : null
}

/** Makes the arrays, or finds them made. Without facts, the problems say what is missing. */
export async function prepare(dataset: Dataset, context: Context, step: Step): Promise<Prepared> {
  const { workspace } = context.room()
  const spec = specOf(dataset)
  const hash = hashOf(spec)
  const known = workspace.prepared.find(hash)
  if (known !== null) {
    // Notes of before it was kept are completed: equal hashes are of equal specs.
    if (known.spec === undefined) workspace.prepared.remember(hash, { ...known, spec })
    return { hash, facts: known.facts, problems: known.problems }
  }
  const { preparation, problems } = await context.tables.run(
    'tables.prepare',
    { file: workspace.paths.tableFile(dataset.table), spec, target: workspace.paths.preparedFile(hash) },
    step,
  )
  if (preparation === null) return { hash, facts: null, problems }
  workspace.prepared.remember(hash, { facts: preparation.facts, problems, spec })
  return { hash, facts: preparation.facts, problems }
}

/** Throws `run/no-data` for a run whose arrays are not here: it came with a bundle, which carries none. */
export function requireData({ number, prepared }: Run, context: Context): void {
  if (!existsSync(context.room().workspace.paths.preparedFile(prepared))) throw noData(number)
}

/** By what the data of a run were prepared, whatever has become of the data set since. Throws `run/no-data`. */
export function trainedSpec({ number, prepared }: Run, context: Context): PrepareSpec {
  const { workspace } = context.room()
  const spec = workspace.prepared.find(prepared)?.spec
  if (spec === undefined || !workspace.hasTable(spec.table)) throw noData(number)
  return spec
}

/** The folder of the kept model of a run whose training rows are not here, such as one out of a bundle; null where they are, or it has none. */
export function modelWithoutData({ id, model, prepared }: Run, context: Context): string | null {
  const { workspace } = context.room()
  const spec = workspace.prepared.find(prepared)?.spec
  if (spec !== undefined && workspace.hasTable(spec.table)) return null
  const folder = workspace.paths.modelFolder(model ?? id)
  return existsSync(modelFile(folder)) ? folder : null
}

function noData(number: number): AppError {
  return new AppError({
    code: 'run/no-data',
    message: {
      en: `Run ${number} is here without the data it was trained on.`,
      zh: `运行 ${number} 在此处没有其训练所用的数据。`,
    },
    hint: {
      en: 'Do this where it was trained, or import the data here and launch its architecture again.',
      zh: '请在训练它的工作区中操作，或在此导入数据后重新启动其网络结构。',
    },
  })
}

function hashOf(spec: PrepareSpec): string {
  return createHash('sha256')
    .update(JSON.stringify([preparationVersion, spec]))
    .digest('hex')
    .slice(0, 40)
}
