// Recipes as the page knows them: the steps that there are, the draft of each data set, and what it would do to the table.
import { defineStore } from 'pinia'
import { shallowReactive, shallowRef } from 'vue'
import type { AppError } from '../../shared/contract/errors'
import type {
  ColumnSteps,
  Completions,
  Dataset,
  RecipeEntry,
  RecipeOutcome,
  SpellingGroup,
  StepCatalogue,
} from '../../shared/records'
import { ask } from '../api'
import { asAppError } from './asAppError'
import { useDatasets } from './datasets'
import { changed, newDraft, same } from './recipeDraft'
import type { RecipeDraft } from './recipeDraft'
import { useTasks } from './tasks'

export interface Trial {
  /** The entries that were tried. */
  of: RecipeEntry[]
  outcome: RecipeOutcome | null
  error: AppError | null
}

export const useRecipes = defineStore('recipes', () => {
  const catalogue = shallowRef<StepCatalogue>({ table: [], column: [] })
  const drafts = shallowReactive(new Map<string, RecipeDraft>())
  const trials = shallowReactive(new Map<string, Trial>())
  /** The task that tries a data set's draft right now. */
  const trying = shallowReactive(new Map<string, string>())
  /** What each draft began with: when the record has another recipe, it was changed elsewhere. */
  const begun = new Map<string, RecipeEntry[]>()

  async function loadCatalogue(): Promise<void> {
    if (catalogue.value.table.length === 0) catalogue.value = await ask('recipes.steps', {})
  }

  /** Begins a draft with the recipe of the record; one that was begun is kept while the record has the same recipe. */
  function begin({ id, recipe = [] }: Dataset): void {
    const known = begun.get(id)
    if (known !== undefined && same(known, recipe)) return
    begun.set(id, recipe)
    // What was written here and not applied can still be had back by undoing.
    drafts.set(id, known === undefined ? newDraft(recipe) : changed(draftOf(id), recipe))
  }

  function draftOf(id: string): RecipeDraft {
    return drafts.get(id) ?? newDraft([])
  }

  function put(id: string, draft: RecipeDraft): void {
    drafts.set(id, draft)
  }

  function change(id: string, entries: RecipeEntry[], about: string | null = null): void {
    put(id, changed(draftOf(id), entries, about))
  }

  /** Tries the draft as it is now. A trial under way is cancelled; only the last answer counts. */
  async function tryOut(id: string, label: string): Promise<void> {
    const tasks = useTasks()
    const of = draftOf(id).entries
    const older = trying.get(id)
    let mine = ''
    const answer = await tasks
      .run(label, async (task) => {
        mine = task
        trying.set(id, task)
        if (older !== undefined) await tasks.cancel(older)
        return ask('recipes.try', { dataset: id, recipe: of, task })
      })
      .then(
        (outcome): Trial => ({ of, outcome, error: null }),
        (thrown): Trial => ({ of, outcome: null, error: asAppError(thrown) }),
      )
    if (trying.get(id) !== mine) return
    trying.delete(id)
    trials.set(id, answer)
  }

  async function cancel(id: string): Promise<void> {
    const task = trying.get(id)
    if (task !== undefined) await useTasks().cancel(task)
  }

  /** Makes the table of the recipe, which all later stages then read. */
  async function apply(id: string, recipe: RecipeEntry[], task: string): Promise<void> {
    const dataset = await ask('recipes.apply', { dataset: id, recipe, task })
    // The draft is the record's recipe now, and what was done to it can still be undone.
    if (same(draftOf(id).entries, dataset.recipe ?? [])) begun.set(id, dataset.recipe ?? [])
    useDatasets().put(dataset)
    begin(dataset)
  }

  async function prepare(id: string, preparation: ColumnSteps[]): Promise<void> {
    useDatasets().put(await ask('recipes.prepare', { dataset: id, preparation }))
  }

  function complete(id: string, recipe: RecipeEntry[], text: string, position: number): Promise<Completions> {
    return ask('recipes.complete', { dataset: id, recipe, text, position })
  }

  function spellings(id: string, recipe: RecipeEntry[], column: string, task: string): Promise<SpellingGroup[]> {
    return ask('recipes.spellings', { dataset: id, recipe, column, task })
  }

  return {
    catalogue,
    drafts,
    trials,
    trying,
    loadCatalogue,
    begin,
    draftOf,
    put,
    change,
    tryOut,
    cancel,
    apply,
    prepare,
    complete,
    spellings,
  }
})
