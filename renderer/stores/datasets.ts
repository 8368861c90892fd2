// Data sets as the page knows them: records, samples, split kinds, and whether each is ready.
import { defineStore } from 'pinia'
import { shallowReactive, shallowRef } from 'vue'
import type {
  Dataset,
  Inspection,
  Profile,
  Readiness,
  Rejects,
  Sample,
  SimilarRows,
  TemplateInfo,
} from '../../shared/records'
import type { AppError, Problem } from '../../shared/contract/errors'
import type { RequestInput } from '../../shared/contract/requests'
import { ask, desktop } from '../api'
import { asAppError } from './asAppError'
import { createRecordCache } from './recordCache'

export interface DatasetCheck {
  /** The record's `updatedAt` that was checked: an older one is out of date. */
  of: string
  readiness: Readiness | null
  problems: Problem[]
  error: AppError | null
}
export interface DatasetProfile {
  /** The record's `updatedAt` that was profiled: an older one is out of date. */
  of: string
  profile: Profile | null
  error: AppError | null
}
type Update = Omit<RequestInput<'datasets.update'>, 'dataset'>

export const useDatasets = defineStore('datasets', () => {
  const cache = createRecordCache<Dataset>(() => ask('datasets.list', {}))
  const samples = shallowRef<Sample[]>([])
  const splits = shallowRef<TemplateInfo[]>([])
  const tasks = shallowRef<TemplateInfo[]>([])
  const checks = shallowReactive(new Map<string, DatasetCheck>())
  const profiles = shallowReactive(new Map<string, DatasetProfile>())

  async function loadCatalogue(): Promise<void> {
    const [shipped, kinds] = await Promise.all([ask('datasets.samples', {}), ask('datasets.splits', {})])
    samples.value = shipped
    splits.value = kinds
  }

  /** The tasks that have settings; asked for when they are first looked at. */
  async function loadTasks(): Promise<void> {
    if (tasks.value.length === 0) tasks.value = await ask('datasets.tasks', {})
  }

  async function update(id: string, change: Update): Promise<void> {
    cache.put(await ask('datasets.update', { dataset: id, ...change }))
  }

  async function importFile(input: RequestInput<'datasets.import'>): Promise<Dataset> {
    return kept(await ask('datasets.import', input))
  }

  async function importSample(sample: string, task: string): Promise<Dataset> {
    return kept(await ask('datasets.importSample', { sample, task }))
  }

  function inspect(input: RequestInput<'datasets.inspect'>): Promise<Inspection> {
    return ask('datasets.inspect', input)
  }

  function rows(id: string, offset: number, limit: number) {
    return ask('datasets.rows', { dataset: id, offset, limit })
  }

  /** Rows most like one, by the named columns. */
  function similarRows(input: RequestInput<'datasets.similarRows'>): Promise<SimilarRows> {
    return ask('datasets.similarRows', input)
  }

  function rejects(id: string, offset: number, limit: number): Promise<Rejects> {
    return ask('datasets.rejects', { dataset: id, offset, limit })
  }

  /** Asks where to, and writes all rejects there; null when the dialogue was closed, otherwise how many were written. */
  async function exportRejects(id: string, task: string): Promise<number | null> {
    const name = cache.byId.value.get(id)?.name ?? id
    const path = await desktop('desktop.chooseTableTarget', { name: `${name} rejects` })
    if (path === null) return null
    return (await ask('datasets.exportRejects', { dataset: id, path, task })).rows
  }

  /** What the table holds; an answer about an older version of it is not kept. */
  async function profile(id: string, task: string): Promise<void> {
    const of = cache.byId.value.get(id)?.updatedAt ?? ''
    const answer = await ask('datasets.profile', { dataset: id, task }).then(
      (found) => ({ of, profile: found, error: null }),
      (thrown) => ({ of, profile: null, error: asAppError(thrown) }),
    )
    if ((cache.byId.value.get(id)?.updatedAt ?? '') === of) profiles.set(id, answer)
  }

  /** Asks again whether the data set is ready; an answer about an older version of it is not kept. */
  async function check(id: string, task: string): Promise<void> {
    const of = cache.byId.value.get(id)?.updatedAt ?? ''
    const answer = await ask('datasets.check', { dataset: id, task }).then(
      (value) => ({ of, ...value, error: null }),
      (thrown) => ({ of, readiness: null, problems: [], error: asAppError(thrown) }),
    )
    if ((cache.byId.value.get(id)?.updatedAt ?? '') === of) checks.set(id, answer)
  }

  async function remove(id: string): Promise<void> {
    await ask('datasets.remove', { dataset: id })
    cache.drop(id)
  }

  async function restore(id: string): Promise<void> {
    cache.put(await ask('datasets.restore', { dataset: id }))
  }

  function kept(dataset: Dataset): Dataset {
    cache.put(dataset)
    return dataset
  }

  return {
    ...cache,
    samples,
    splits,
    tasks,
    checks,
    profiles,
    loadCatalogue,
    loadTasks,
    update,
    importFile,
    importSample,
    inspect,
    rows,
    similarRows,
    rejects,
    exportRejects,
    profile,
    check,
    remove,
    restore,
  }
})
