// Requests about data sets: importing, looking, assigning roles, splitting, and whether all of it is ready.
import {
  assignedColumns,
  changeRoles,
  checkAssignments,
  checkRoles,
  completeSplit,
  completeTask,
  needsNoTarget,
  propose,
  readinessOf,
  sampleFiles,
  sampleList,
  sampleNamed,
  splitFor,
  splitKinds,
  taskInfos,
  taskReadiness,
  type SampleEntry,
  type SplitKind,
} from '../engine/datasets'
import { basename } from 'node:path'
import type { ParsedInput } from '../../shared/contract/requests'
import type { ImportResult, PrepareSpec } from '../../shared/contract/worker'
import type { BadRows, Column, Dataset, DriftReport, Reading } from '../../shared/records'
import type { Context, HandlersOf, Step } from './context'
import { modelWithoutData, prepare, preparedFile, specOf, trainedSpec } from './preparing'
import { profileOf } from './profiling'

export const datasets: HandlersOf<'datasets'> = {
  'datasets.samples': () => sampleList(),
  'datasets.splits': () =>
    Object.values<SplitKind>(splitKinds).map(({ name, label, summary, fields }) => ({
      name,
      label,
      summary,
      fields: [...fields],
    })),
  'datasets.tasks': () => taskInfos(),
  'datasets.inspect': ({ path, task, ...options }, context) =>
    context.step(task, (step) =>
      context.tables.run('tables.inspect', { path: context.allowed(path, 'read'), ...options }, step),
    ),
  'datasets.import': ({ path, more = [], name, task, ...options }, context) => {
    const file = context.allowed(path, 'read')
    const others = more.map((other) => context.allowed(other, 'read'))
    const files = others.length === 0 ? {} : { files: [file, ...others].map((one) => basename(one)) }
    const source = { kind: 'file', name: basename(file), ...files } as const
    return importTable({ path: file, more: others, reshape: null, ...options, task, context }, (result) =>
      recordOf({ result, source, name: name ?? nameOf(file), sample: null, context }),
    )
  },
  'datasets.importSample': ({ sample: word, task }, context) => {
    const sample = sampleNamed(word)
    const source = { kind: 'sample', name: sample.name } as const
    return importTable({ ...sampleFiles(sample, context.settings.resourcesFolder), task, context }, (result) =>
      recordOf({ result, source, name: sample.title.en, sample, context }),
    )
  },
  'datasets.list': (_input, context) => context.room().workspace.datasets.list(),
  'datasets.rows': ({ dataset, offset, limit }, context) => {
    const { workspace } = context.room()
    const file = workspace.paths.tableFile(workspace.datasets.get(dataset).table)
    return context.tables.run('tables.rows', { file, offset, limit })
  },
  'datasets.rejects': async ({ dataset, offset, limit }, context) => {
    const { workspace } = context.room()
    const { rejects } = workspace.datasets.get(dataset)
    if (rejects === undefined) return { offset, total: 0, rejects: [] }
    return context.tables.run('tables.rejects', { file: workspace.paths.tableFile(rejects), offset, limit })
  },
  'datasets.exportRejects': ({ dataset, path, task }, context) => {
    const { workspace } = context.room()
    const target = context.allowed(path, 'write')
    const { rejects } = workspace.datasets.get(dataset)
    if (rejects === undefined) return { rows: 0 }
    const input = { file: workspace.paths.tableFile(rejects), target }
    return context.step(task, (step) => context.tables.run('tables.exportRejects', input, step))
  },
  'datasets.profile': ({ dataset, task }, context) => {
    const found = context.room().workspace.datasets.get(dataset)
    return context.step(task, (step) => profileOf(found, context, step))
  },
  'datasets.update': (input, context) => update(input, context),
  'datasets.check': async ({ dataset: id, task }, context) => {
    const dataset = context.room().workspace.datasets.get(id)
    const { columns, assignments } = dataset
    const roles = checkRoles(columns, assignments)
    const chosen = completeTask(dataset.task)
    if (chosen !== null) {
      const { facts, problems } = await context.step(task, (step) => prepare(dataset, context, step))
      return {
        readiness: taskReadiness(dataset, chosen.task, { facts, problems }),
        problems: [...problems, ...roles],
      }
    }
    const wrong = checkAssignments(assignedColumns(columns, assignments))
    if (wrong.some(({ severity }) => severity === 'error')) {
      const optional = needsNoTarget(columns, assignments) ? ['dataset/no-target', 'dataset/no-features'] : []
      const problems = [...wrong.filter(({ code }) => !optional.includes(code)), ...roles]
      return { readiness: readinessOf(dataset, null, problems), problems }
    }
    const { facts, problems } = await context.step(task, (step) => prepare(dataset, context, step))
    return { readiness: readinessOf(dataset, facts, problems), problems: [...problems, ...roles] }
  },
  'datasets.leaks': ({ dataset: id, task }, context) => {
    const { workspace } = context.room()
    const dataset = workspace.datasets.get(id)
    const [file, prepared] = [workspace.paths.tableFile(dataset.table), preparedFile(dataset, context)]
    const input = { file, spec: specOf(dataset), prepared }
    return context.step(task, (step) => context.tables.run('tables.leaks', input, step))
  },
  'datasets.drift': ({ dataset: id, other, task }, context) => {
    const { workspace } = context.room()
    const [spec, now] = [specOf(workspace.datasets.get(id)), workspace.datasets.get(other)]
    return context.step(task, (step) => driftBetween(spec, now, context, step))
  },
  'datasets.driftOfRun': ({ run, other, task }, context) => {
    const { workspace } = context.room()
    const [trained, now] = [workspace.runs.get(run), workspace.datasets.get(other)]
    const model = modelWithoutData(trained, context)
    if (model !== null) return context.step(task, (step) => driftOfModel(model, now, context, step))
    const spec = trainedSpec(trained, context)
    return context.step(task, (step) => driftBetween(spec, now, context, step))
  },
  'datasets.similarRows': ({ dataset, task, ...asked }, context) => {
    const { workspace } = context.room()
    const file = workspace.paths.tableFile(workspace.datasets.get(dataset).table)
    return context.step(task, (step) => context.tables.run('tables.similarRows', { file, ...asked }, step))
  },
  'datasets.remove': ({ dataset }, context) => {
    context.room().workspace.datasets.remove(dataset)
    context.emit('datasets.changed', { dataset })
    return null
  },
  'datasets.restore': ({ dataset }, context) => {
    const restored = context.room().workspace.datasets.restore(dataset)
    context.emit('datasets.changed', { dataset })
    return restored
  },
}

/** From the rows that `spec` trains on to all rows of a data set. */
function driftBetween(spec: PrepareSpec, now: Dataset, context: Context, step: Step): Promise<DriftReport> {
  const { paths } = context.room().workspace
  const [file, other] = [paths.tableFile(spec.table), paths.tableFile(now.table)]
  const columns = now.columns.map(({ name, type }) => ({ name, type }))
  return context.tables.run('tables.drift', { file, spec, other, columns }, step)
}

/** From what a model has learnt to all rows of a data set. */
function driftOfModel(model: string, now: Dataset, context: Context, step: Step): Promise<DriftReport> {
  const other = context.room().workspace.paths.tableFile(now.table)
  const columns = now.columns.map(({ name, type }) => ({ name, type }))
  return context.tables.run('tables.driftOfModel', { model, other, columns }, step)
}

interface ImportInput {
  path: string
  more?: string[]
  reshape: string | null
  reading?: Reading
  badRows?: BadRows
  task: string | undefined
  context: Context
}

async function importTable(input: ImportInput, toRecord: (result: ImportResult) => Dataset): Promise<Dataset> {
  const { task, context, ...asked } = input
  const { workspace } = context.room()
  const { tables: folder, temporary: temporaryFolder } = workspace.paths
  const result = await context.step(task, (step) =>
    context.tables.run('tables.import', { ...asked, folder, temporaryFolder }, step),
  )
  const dataset = workspace.datasets.save(toRecord(result))
  context.emit('datasets.changed', { dataset: dataset.id })
  return dataset
}

interface RecordInput {
  result: ImportResult
  source: Omit<Dataset['source'], 'sizeBytes'>
  name: string
  sample: SampleEntry | null
  context: Context
}

function recordOf({ result, source, name, sample, context }: RecordInput): Dataset {
  const { table, rejects, dialect, account, sizeBytes } = result
  const now = context.clock().toISOString()
  return {
    id: context.newId(),
    name,
    source: { ...source, sizeBytes },
    dialect,
    table,
    ...(rejects === null ? {} : { rejects }),
    account,
    ...propose(result.columns, sample),
    createdAt: now,
    updatedAt: now,
  }
}

/** The file's name without its folder and ending. */
function nameOf(file: string): string {
  return (
    basename(file)
      .replace(/(\.(csv|tsv|txt|tab|data|dat|json|jsonl|ndjson|parquet))?(\.(gz|zst))?$/i, '')
      .slice(0, 300) || basename(file)
  )
}

function update(input: ParsedInput<'datasets.update'>, context: Context): Dataset {
  const { dataset: id, name, types, roles, split, sampling, task } = input
  const store = context.room().workspace.datasets
  const { columns, assignments, split: current } = store.get(id)
  const used = roles === undefined ? assignments : changeRoles(assignments, roles)
  const updated = store.update(id, {
    ...(name === undefined ? {} : { name }),
    ...(types === undefined ? {} : { columns: withTypes(columns, types) }),
    ...(roles === undefined ? {} : { assignments: used }),
    ...(sampling === undefined ? {} : { sampling }),
    ...(task === undefined ? {} : { task, split: splitFor(task.task, current, used) }),
    ...(split === undefined ? {} : { split: completeSplit(split) }),
    updatedAt: context.clock().toISOString(),
  })
  context.emit('datasets.changed', { dataset: id })
  return updated
}

function withTypes(columns: Column[], types: readonly { column: string; type: Column['type'] }[]): Column[] {
  const wanted = new Map(types.map(({ column, type }) => [column, type]))
  return columns.map((column) => ({ ...column, type: wanted.get(column.name) ?? column.type }))
}
