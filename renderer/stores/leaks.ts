// What the leakage doctor says of each data set, the remedies that a click applies, and how data sets differ from one another.
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { AppError } from '../../shared/contract/errors'
import type { Change, ColumnSteps, Dataset, DriftReport, LeakReport, RecipeEntry } from '../../shared/records'
import { ask } from '../api'
import { asAppError } from './asAppError'
import { useDatasets } from './datasets'
import { freeId } from './recipeDraft'
import { useRecipes } from './recipes'

export interface LeakLook {
  /** The record's `updatedAt` that was looked at: an older one is out of date. */
  of: string
  report: LeakReport | null
  error: AppError | null
}

export const useLeaks = defineStore('leaks', () => {
  const looks = shallowReactive(new Map<string, LeakLook>())
  /** What is asked right now: two tabs that show the same ask once. */
  const underWay = new Map<string, { of: string; done: Promise<void> }>()

  /** Asks the doctor; an answer about an older version of the data set is not kept. */
  function look(id: string, task: string): Promise<void> {
    const of = useDatasets().byId.get(id)?.updatedAt ?? ''
    const asked = underWay.get(id)
    if (asked?.of === of) return asked.done
    const done = askDoctor(id, of, task).finally(() => underWay.get(id)?.of === of && underWay.delete(id))
    underWay.set(id, { of, done })
    return done
  }

  async function askDoctor(id: string, of: string, task: string): Promise<void> {
    const datasets = useDatasets()
    const answer = await ask('datasets.leaks', { dataset: id, task }).then(
      (report): LeakLook => ({ of, report, error: null }),
      (thrown): LeakLook => ({ of, report: null, error: asAppError(thrown) }),
    )
    if ((datasets.byId.get(id)?.updatedAt ?? '') === of) looks.set(id, answer)
  }

  function compare(dataset: string, other: string, task: string): Promise<DriftReport> {
    return ask('datasets.drift', { dataset, other, task })
  }

  /** The data set against the rows that a run was trained on. */
  function compareWithRun(dataset: string, run: string, task: string): Promise<DriftReport> {
    return ask('datasets.driftOfRun', { run, other: dataset, task })
  }

  /** Applies a remedy; what comes back takes it back. */
  async function remedy(dataset: Dataset, change: Change, task: string): Promise<() => Promise<void>> {
    const { id, recipe = [], preparation = [], assignments, split } = dataset
    const datasets = useDatasets()
    const recipes = useRecipes()
    if ('recipe' in change) {
      await recipes.apply(id, withSteps(recipe, change.recipe), task)
      return () => recipes.apply(id, recipe, task)
    }
    if ('preparation' in change) {
      await recipes.prepare(id, withPreparation(preparation, change.preparation))
      return () => recipes.prepare(id, preparation)
    }
    await datasets.update(id, change)
    // A role that only one column can have was taken from another: all of them go back.
    const roles = assignments.map(({ column, role }) => ({ column, role }))
    return () => datasets.update(id, 'split' in change ? { split } : { roles })
  }

  return { looks, look, compare, compareWithRun, remedy }
})

/** The recipe with more steps behind it, each under an id that is free. */
export function withSteps(recipe: readonly RecipeEntry[], more: readonly RecipeEntry[]): RecipeEntry[] {
  return more.reduce<RecipeEntry[]>((entries, entry) => [...entries, { ...entry, id: freeId(entries) }], [...recipe])
}

/** Some columns prepared otherwise; the others as they are. */
export function withPreparation(preparation: readonly ColumnSteps[], changed: readonly ColumnSteps[]): ColumnSteps[] {
  const names = new Set(changed.map(({ column }) => column))
  return [...preparation.filter(({ column }) => !names.has(column)), ...changed]
}
