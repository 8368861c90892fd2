// The data of an experiment: imported, changed by its recipe, its columns given types, roles and preparation, its rows split.
import { AppError } from '../../shared/contract/errors'
import type { Ask } from '../../shared/contract/requests'
import type { Dataset, Experiment, RecipeEntry, Role } from '../../shared/records'

/** What an experiment is carried out with. */
export interface ExperimentInput {
  experiment: Experiment
  /** The absolute path of a file that the experiment names. */
  pathOf: (file: string) => string
  ask: Ask
  /** Name of the running step, for progress and for cancelling it. */
  task: string
}

/** The data set, and how to take away what was made for it: each failed try would otherwise leave one more of the same name. */
export interface MadeDataset {
  dataset: Dataset
  undo: () => Promise<void>
}

/** Throws what any of the requests throws; then no data set is left. */
export async function makeDataset(input: ExperimentInput): Promise<MadeDataset> {
  const { experiment, ask } = input
  const made: string[] = []
  const undo = async () => {
    const all = await ask('datasets.list', {})
    for (const { id } of all) if (made.includes(id)) await ask('datasets.remove', { dataset: id })
  }
  const kept = async (dataset: Dataset) => {
    const known = await knownOrNew(dataset, ask)
    if (known.id !== dataset.id) made.splice(made.indexOf(dataset.id), 1)
    return known
  }
  const imported = async (data: Experiment['data'], name: string) => {
    const dataset = await importData(data, name, input)
    made.push(dataset.id)
    return dataset
  }
  try {
    const joined = new Map<string, string>()
    for (const { name, ...data } of experiment.tables ?? []) {
      joined.set(name, (await kept(await imported(data, name))).id)
    }
    const raw = await imported(experiment.data, experiment.name)
    const table = await applyRecipe(raw, recipeOf(experiment, joined), input)
    const dataset = await kept(await prepareColumns(await describeData(experiment, table, ask), input))
    return { dataset, undo }
  } catch (error) {
    await undo()
    throw error
  }
}

function importData(data: Experiment['data'], name: string, { ask, task, pathOf }: ExperimentInput): Promise<Dataset> {
  if ('sample' in data) return ask('datasets.importSample', { sample: data.sample, task })
  return ask('datasets.import', { path: pathOf(data.file), name, task })
}

/** The steps with ids, and with the data sets that joins name by the names of the experiment's tables. */
function recipeOf({ recipe = [] }: Experiment, joined: ReadonlyMap<string, string>): RecipeEntry[] {
  return recipe.map(({ step, settings = {}, enabled = true }, index) => {
    const other = step === 'join' ? joined.get(String(settings.other)) : undefined
    const complete = other === undefined ? settings : { ...settings, other }
    return { id: `step-${index + 1}`, step, settings: complete, enabled }
  })
}

function applyRecipe(dataset: Dataset, recipe: RecipeEntry[], { ask, task }: ExperimentInput): Promise<Dataset> {
  if (recipe.length === 0) return Promise.resolve(dataset)
  return ask('recipes.apply', { dataset: dataset.id, recipe, task })
}

function prepareColumns(dataset: Dataset, { experiment, ask }: ExperimentInput): Promise<Dataset> {
  if (experiment.preparation === undefined) return Promise.resolve(dataset)
  const preparation = experiment.preparation.map(({ column, steps }) => ({
    column,
    steps: steps.map(({ step, settings = {} }) => ({ step, settings })),
  }))
  return ask('recipes.prepare', { dataset: dataset.id, preparation })
}

async function describeData(experiment: Experiment, dataset: Dataset, ask: Ask): Promise<Dataset> {
  const { target, features, ignore, types, split, roles, preparation, task, sampling } = experiment
  const known = new Set(dataset.columns.map(({ name }) => name))
  const listed = [...(types ?? []), ...(roles ?? []), ...(preparation ?? [])].map(({ column }) => column)
  const named = [...(target === undefined ? [] : [target]), ...(features ?? []), ...(ignore ?? []), ...listed]
  for (const column of named) if (!known.has(column)) throw unknownColumn(column, [...known])
  const roleOf = roleFinder({
    target: target ?? null,
    features: features ?? null,
    ignore: ignore ?? [],
    roles: roles ?? [],
    dataset,
  })
  return ask('datasets.update', {
    dataset: dataset.id,
    roles: dataset.columns.map(({ name }) => ({ column: name, role: roleOf(name) })),
    ...(types === undefined ? {} : { types }),
    ...(task === undefined ? {} : { task: { task: task.task, settings: task.settings ?? {} } }),
    ...(sampling === undefined ? {} : { sampling }),
    ...(split === undefined ? {} : { split: { kind: split.kind, settings: split.settings ?? {} } }),
  })
}

/** The same table used in the same way as before is the same data set: running an experiment again adds none. */
async function knownOrNew(dataset: Dataset, ask: Ask): Promise<Dataset> {
  const key = ({ name, table, recipe, preparation, columns, assignments, split, task, sampling }: Dataset): string =>
    JSON.stringify([
      [name, table, split],
      columns.map(({ type }) => type),
      assignments.map(({ role }) => role),
      [recipe ?? [], preparation ?? [], task ?? null, sampling ?? null],
    ])
  const all = await ask('datasets.list', {})
  const known = all.find((one) => one.id !== dataset.id && key(one) === key(dataset))
  if (known === undefined) return dataset
  await ask('datasets.remove', { dataset: dataset.id })
  return known
}

interface RoleInput {
  /** Null: as proposed. */
  target: string | null
  /** Null: all but the target and the ignored, as proposed. */
  features: string[] | null
  ignore: string[]
  roles: readonly { column: string; role: Role }[]
  dataset: Dataset
}

function roleFinder({ target, features, ignore, roles, dataset }: RoleInput): (column: string) => Role {
  const wanted = features === null ? null : new Set(features)
  const ignored = new Set(ignore)
  const proposed = new Map(dataset.assignments.map(({ column, role }) => [column, role]))
  const given = new Map(roles.map(({ column, role }) => [column, role]))
  return (column) => {
    const own = given.get(column)
    if (own !== undefined) return own
    if (column === target) return 'target'
    if (ignored.has(column)) return 'ignore'
    if (wanted !== null) return wanted.has(column) ? 'feature' : 'ignore'
    // A column that was proposed as the target is a feature like the others when another one is predicted.
    const role = proposed.get(column)
    return role === 'target' && target !== null ? 'feature' : (role ?? 'feature')
  }
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
