// Requests about recipes: which steps there are, what a recipe would do, and the table that it makes.
import { createHash, randomBytes } from 'node:crypto'
import { afterRecipe, catalogue, checkColumnSteps, completions } from '../engine/datasets'
import type { RecipeInput, RecipeTable } from '../../shared/contract/worker'
import type { ColumnSteps, Dataset, RecipeEntry } from '../../shared/records'
import type { Workspace } from '../engine/workspace'
import type { Context, HandlersOf, Step } from './context'
import { refuse } from './refuse'

/** Changes when the same recipe would make another table or another profile of it. */
const recipeVersion = 1

export const recipes: HandlersOf<'recipes'> = {
  'recipes.steps': () => catalogue(),
  'recipes.try': ({ dataset, recipe, task }, context) => {
    const input = recipeInput(dataset, recipe, context)
    return context.step(task, (step) => context.tables.run('tables.tryRecipe', input, step))
  },
  'recipes.apply': async ({ dataset: id, recipe, task }, context) => {
    const { workspace } = context.room()
    const { table, columns } = await context.step(task, (step) => tableFor(id, recipe, { context, step }))
    const { total: rows } = await context.tables.run('tables.rows', {
      file: workspace.paths.tableFile(table),
      offset: 0,
      limit: 1,
    })
    // Read again: its roles may have been changed meanwhile.
    const dataset = workspace.datasets.get(id)
    const { imported: _imported, rows: _rows, recipe: _recipe, preparation: _preparation, ...rest } = dataset
    const { preparation, ...after } = afterRecipe(dataset, recipe, columns)
    const imported = importedOf(dataset)
    return saved(
      {
        ...rest,
        ...after,
        table,
        ...(table === imported ? {} : { imported, rows }),
        ...(recipe.length === 0 ? {} : { recipe }),
        ...(preparation.length === 0 ? {} : { preparation }),
      },
      context,
    )
  },
  'recipes.prepare': ({ dataset: id, preparation }, context) => {
    const { preparation: _before, ...dataset } = context.room().workspace.datasets.get(id)
    const chosen = preparation.filter(({ steps }) => steps.length > 0) satisfies ColumnSteps[]
    refuse('dataset/unusable-preparation', checkColumnSteps(dataset.columns, chosen))
    return saved({ ...dataset, ...(chosen.length === 0 ? {} : { preparation: chosen }) }, context)
  },
  'recipes.complete': async ({ dataset, recipe, text, position }, context) => {
    const columns = await context.tables.run('tables.recipeColumns', recipeInput(dataset, recipe, context))
    return completions(text, position, columns)
  },
  'recipes.spellings': ({ dataset, recipe, column, task }, context) => {
    const input = { ...recipeInput(dataset, recipe, context), column }
    return context.step(task, (step) => context.tables.run('tables.spellings', input, step))
  },
}

function saved(dataset: Dataset, context: Context): Dataset {
  const record = context.room().workspace.datasets.save({ ...dataset, updatedAt: context.clock().toISOString() })
  context.emit('datasets.changed', { dataset: record.id })
  return record
}

/** The table that the recipe makes: made once for the same recipe on the same tables. Throws `dataset/recipe-has-errors`. */
async function tableFor(
  id: string,
  recipe: RecipeEntry[],
  { context, step }: { context: Context; step: Step },
): Promise<RecipeTable> {
  const { workspace } = context.room()
  const input = recipeInput(id, recipe, context)
  const key = keyOf(input)
  const known = workspace.preferences.read(key) as RecipeTable | undefined
  if (known !== undefined && workspace.keepTable(known.table)) return known
  const { tables: folder, temporary: temporaryFolder } = workspace.paths
  const { made, problems } = await context.tables.run('tables.applyRecipe', { ...input, folder, temporaryFolder }, step)
  refuse('dataset/recipe-has-errors', problems)
  if (made === null) throw new Error('a recipe without a problem made no table')
  workspace.preferences.write(key, made)
  return made
}

/** Forgets what was made by recipes and is gone. */
export function forgetLostTables(workspace: Workspace): void {
  workspace.preferences.removeWhere('recipe.', (made) => !workspace.hasTable((made as RecipeTable).table))
}

/** The files are named by their content, so that their names stand for it. */
function keyOf({ file, recipe, given }: RecipeInput): string {
  const steps = recipe.filter(({ enabled }) => enabled).map(({ step, settings }) => [step, settings])
  const told = JSON.stringify([recipeVersion, file, steps, given])
  return `recipe.${createHash('sha256').update(told).digest('hex')}`
}

function importedOf({ imported, table }: Dataset): string {
  return imported ?? table
}

function recipeInput(id: string, recipe: RecipeEntry[], context: Context): RecipeInput {
  const { workspace } = context.room()
  const file = workspace.paths.tableFile(importedOf(workspace.datasets.get(id)))
  const asked = recipe.filter(({ enabled }) => enabled)
  const others = new Set(asked.filter(({ step }) => step === 'join').map(({ settings }) => String(settings.other)))
  const tables = [...others].flatMap((dataset) => {
    const other = dataset === id ? null : workspace.datasets.find(dataset)
    return other === null ? [] : [{ dataset, file: workspace.paths.tableFile(other.table) }]
  })
  const key = asked.some(({ step }) => step === 'pseudonyms') ? pseudonymKey(workspace) : ''
  return { file, recipe, given: { tables, key } }
}

/** The workspace's own, made at the first need; it is in its database and goes into no bundle. */
function pseudonymKey(workspace: Workspace): string {
  const name = 'pseudonyms.key'
  return workspace.transaction(() => {
    const known = workspace.preferences.read(name)
    if (typeof known === 'string') return known
    const key = randomBytes(32).toString('hex')
    workspace.preferences.write(name, key)
    return key
  })
}
