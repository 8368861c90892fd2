// How a data set goes on after a recipe: columns that are still there keep what was chosen for them, new ones are proposed.
import type { Column, Dataset, RecipeEntry, Split } from '../../../shared/records'
import { featureReason, proposeRoles, singleRoles } from './roles'
import type { Assignments } from './roles'
import { splitKind } from './splits'

/** What the recipe changes in the record beside its table. */
export type AfterRecipe = Pick<Dataset, 'columns' | 'assignments' | 'split'> & {
  preparation: NonNullable<Dataset['preparation']>
}

/**
 * A column is the same when it has the same name, or was renamed by the recipe. It keeps its role, and with the same
 * storage its type and its preparation too. An ignored column of another storage is proposed anew.
 */
export function afterRecipe(dataset: Dataset, recipe: readonly RecipeEntry[], made: readonly Column[]): AfterRecipe {
  const before = survivors(dataset, recipe, made)
  const columns = made.map((column) => {
    const old = before.get(column.name)
    return old?.storage === column.storage ? { ...column, type: old.type } : column
  })
  const steps = new Map(dataset.preparation?.map((entry) => [entry.column, entry.steps]))
  const preparation = columns.flatMap(({ name, storage }) => {
    const old = before.get(name)
    const kept = old?.storage === storage ? steps.get(old.name) : undefined
    return kept === undefined ? [] : [{ column: name, steps: kept }]
  })
  return {
    columns,
    assignments: rolesOf(dataset, columns, before),
    preparation,
    split: splitAfter(dataset.split, before),
  }
}

function rolesOf(
  { assignments }: Dataset,
  columns: readonly Column[],
  before: ReadonlyMap<string, Column>,
): Assignments {
  const proposed = new Map(proposeRoles(columns).map((assignment) => [assignment.column, assignment]))
  const kept = columns.map(({ name, storage }) => {
    const old = before.get(name)
    const assignment = assignments.find(({ column }) => column === old?.name)
    const anew = assignment === undefined || (assignment.role === 'ignore' && old?.storage !== storage)
    return anew ? null : { ...assignment, column: name }
  })
  const taken = new Set(kept.filter((one) => one !== null && singleRoles.includes(one.role)).map((one) => one?.role))
  return columns.map(({ name, type }, index) => {
    const proposal = proposed.get(name) ?? { column: name, role: 'ignore' as const, reason: noProposal }
    const own = kept[index]
    if (own !== null && own !== undefined) return own
    if (!taken.has(proposal.role)) return proposal
    if (proposal.role === 'target') return { column: name, role: 'feature', reason: featureReason({ type }) }
    return { column: name, role: 'ignore', reason: roleTaken }
  })
}

/** The split with the new names of the columns that it reads; a column that is gone stays named, for the split to complain of. */
function splitAfter(split: Split, before: ReadonlyMap<string, Column>): Split {
  const now = new Map([...before].map(([name, old]) => [old.name, name]))
  const fields = (splitKind(split.kind)?.fields ?? []).filter(({ kind }) => kind === 'column')
  const renamed = fields.flatMap((field) => {
    const name = now.get(String(split.settings[field.name] ?? ''))
    return name === undefined ? [] : [[field.name, name] as const]
  })
  return { ...split, settings: { ...split.settings, ...Object.fromEntries(renamed) } }
}

const noProposal = { en: 'a new column', zh: '新的列' }
const roleTaken = { en: 'another column has the role that would fit it', zh: '适合它的角色已由另一列担任' }

/** The old column that each new one is, by the new name. */
function survivors(dataset: Dataset, recipe: readonly RecipeEntry[], made: readonly Column[]): Map<string, Column> {
  const old = new Map(dataset.columns.map((column) => [column.name, column]))
  const names = new Set(made.map(({ name }) => name))
  const gone = new Map(
    dataset.columns
      .filter(({ name }) => !names.has(name))
      .map((column) => [nameBefore(column.name, dataset.recipe ?? []), column]),
  )
  const found = new Map<string, Column>()
  for (const { name } of made) {
    const same = old.get(name) ?? gone.get(nameBefore(name, recipe))
    if (same !== undefined) found.set(name, same)
  }
  return found
}

/** What a column was called before the recipe's renamings. */
function nameBefore(name: string, recipe: readonly RecipeEntry[]): string {
  return recipe
    .filter(({ enabled, step }) => enabled && step === 'rename')
    .reduceRight((now, { settings }) => (settings.name === now ? String(settings.column) : now), name)
}
