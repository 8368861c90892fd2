// READ FIRST: the whole flow on one screen. An experiment as a person would do it: data, roles, split, networks, runs, comparison.
// It speaks the contract's requests, so the window, the command line and this do the very same.
import { AppError } from '../../shared/contract/errors'
import type { Ask } from '../../shared/contract/requests'
import type { Architecture, Comparison, Dataset, Experiment, Run } from '../../shared/records'
import type { Role } from '../../shared/records'
import { refuseContradictions } from './contradictions'

export interface ExperimentInput {
  experiment: Experiment
  /** Absolute path of the experiment's file of data, null for a sample. */
  file: string | null
  ask: Ask
  /** Name of the running step, for progress and for cancelling it. */
  task: string
}

/** What an experiment has made so far; its runs are queued. */
export interface Launched {
  dataset: Dataset
  architectures: Architecture[]
  runs: Run[]
}

/** Imports, assigns, splits, designs and launches. Throws what any of the steps throws; then no run is queued and no data set is left. */
export async function launchExperiment(input: ExperimentInput): Promise<Launched> {
  const { experiment, ask, task } = input
  refuseContradictions(experiment)
  const imported = await importData(input)
  try {
    const dataset = await knownOrNew(await describeData(experiment, imported, ask), ask)
    const architectures = await designNetworks(experiment, ask)
    const runs = await ask('runs.launch', {
      dataset: dataset.id,
      architectures: architectures.map(({ id }) => id),
      training: experiment.training ?? {},
      seeds: experiment.seeds,
      ...(experiment.startFrom === undefined ? {} : { startFrom: await runId(experiment.startFrom, ask) }),
      task,
    })
    return { dataset, architectures, runs }
  } catch (error) {
    // Each try would otherwise leave one more data set of the same name.
    const all = await ask('datasets.list', {})
    if (all.some(({ id }) => id === imported.id)) await ask('datasets.remove', { dataset: imported.id })
    throw error
  }
}

/** Side by side, when the runs are over. */
export function compareRuns(runs: readonly Run[], ask: Ask): Promise<Comparison> {
  return ask('comparisons.compare', { runs: runs.map(({ id }) => id) })
}

function importData({ experiment, file, ask, task }: ExperimentInput): Promise<Dataset> {
  const { data, name } = experiment
  if ('sample' in data) return ask('datasets.importSample', { sample: data.sample, task })
  return ask('datasets.import', { path: file ?? data.file, name, task })
}

/** A run by its number or id. Throws `run/not-found`. */
async function runId(wanted: number | string, ask: Ask): Promise<string> {
  const runs = await ask('runs.list', {})
  return (
    runs.find(({ id, number }) => id === wanted || number === wanted) ??
    (await ask('runs.get', { run: String(wanted) }))
  ).id
}

async function describeData(experiment: Experiment, dataset: Dataset, ask: Ask): Promise<Dataset> {
  const { target, features, ignore, types, split } = experiment
  const known = new Set(dataset.columns.map(({ name }) => name))
  const named = [target, ...(features ?? []), ...(ignore ?? []), ...(types ?? []).map(({ column }) => column)]
  for (const column of named) if (!known.has(column)) throw unknownColumn(column, [...known])
  const roleOf = roleFinder({ target, features: features ?? null, ignore: ignore ?? [], dataset })
  return ask('datasets.update', {
    dataset: dataset.id,
    roles: dataset.columns.map(({ name }) => ({ column: name, role: roleOf(name) })),
    ...(types === undefined ? {} : { types }),
    ...(split === undefined ? {} : { split: { kind: split.kind, settings: split.settings ?? {} } }),
  })
}

/** The same table used in the same way as before is the same data set: running an experiment again adds none. */
async function knownOrNew(dataset: Dataset, ask: Ask): Promise<Dataset> {
  const key = ({ name, table, columns, assignments, split }: Dataset): string =>
    JSON.stringify([name, table, columns.map(({ type }) => type), assignments.map(({ role }) => role), split])
  const all = await ask('datasets.list', {})
  const known = all.find((one) => one.id !== dataset.id && key(one) === key(dataset))
  if (known === undefined) return dataset
  await ask('datasets.remove', { dataset: dataset.id })
  return known
}

interface RoleInput {
  target: string
  /** Null: all but the target and the ignored, as proposed. */
  features: string[] | null
  ignore: string[]
  dataset: Dataset
}

function roleFinder({ target, features, ignore, dataset }: RoleInput): (column: string) => Role {
  const wanted = features === null ? null : new Set(features)
  const ignored = new Set(ignore)
  const proposed = new Map(dataset.assignments.map(({ column, role }) => [column, role]))
  return (column) => {
    if (column === target) return 'target'
    if (ignored.has(column)) return 'ignore'
    if (wanted !== null) return wanted.has(column) ? 'feature' : 'ignore'
    // A column that was proposed as the target is a feature like the others when another one is predicted.
    return proposed.get(column) === 'ignore' ? 'ignore' : 'feature'
  }
}

function designNetworks(experiment: Experiment, ask: Ask): Promise<Architecture[]> {
  return Promise.all(
    experiment.architectures.map(async ({ name, template, settings = {} }) => {
      const all = await ask('architectures.list', {})
      const same = all.find((one) => isSame(one, { name, template, settings }))
      return same ?? ask('architectures.save', { name, template, settings })
    }),
  )
}

function isSame(left: Pick<Architecture, 'name' | 'template' | 'settings'>, right: typeof left): boolean {
  const key = ({ name, template, settings }: typeof left): string =>
    JSON.stringify([name, template, Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1))])
  return key(left) === key(right)
}

function unknownColumn(column: string, known: string[]): AppError {
  const shown = known.slice(0, 30).join(', ')
  return new AppError({
    code: 'experiment/unknown-column',
    message: {
      en: `The experiment names the column "${column}", which the table does not have. It has: ${shown}.`,
      zh: `实验中指定了列“${column}”，但表中没有该列。现有的列：${shown}。`,
    },
    hint: { en: 'Correct the name in the experiment file.', zh: '请在实验文件中更正列名。' },
    details: { column },
  })
}
