// Architectures as the page knows them: records, templates, layer types, and what is being changed, with all that it was.
import { defineStore } from 'pinia'
import { shallowReactive, shallowRef } from 'vue'
import type { Architecture, ArchitectureDraft, LayerInfo, TemplateInfo } from '../../shared/records'
import type { RequestInput } from '../../shared/contract/requests'
import { ask, desktop } from '../api'
import type { History } from './history'
import { createRecordCache } from './recordCache'

export interface Draft extends ArchitectureDraft {
  name: string
}

/** One architecture in the works. */
export interface Work {
  history: History<Draft>
  /** As it is stored: what differs from it is not saved. */
  stored: Draft | null
  /** When the record was stored that this was begun with; another time means that somebody else changed it. */
  of: string | null
}

export const useArchitectures = defineStore('architectures', () => {
  const cache = createRecordCache<Architecture>(() => ask('architectures.list', {}))
  const templates = shallowRef<TemplateInfo[]>([])
  const layers = shallowRef<LayerInfo[]>([])
  /** By the id of the record, or `new`. Documents are plain objects, never proxies: they are compared by identity. */
  const works = shallowReactive(new Map<string, Work>())

  async function loadCatalogue(): Promise<void> {
    const [first, second] = await Promise.all([ask('architectures.templates', {}), ask('architectures.layers', {})])
    templates.value = first
    layers.value = second
  }

  async function save(input: RequestInput<'architectures.save'>): Promise<Architecture> {
    const record = await ask('architectures.save', input)
    cache.put(record)
    return record
  }

  /** True when there is something to save. */
  function isChanged(id: string): boolean {
    const work = works.get(id)
    return work !== undefined && (work.stored === null || !sameDraft(work.history.now, work.stored))
  }

  async function remove(id: string): Promise<void> {
    await ask('architectures.remove', { architecture: id })
    cache.drop(id)
  }

  async function restore(id: string): Promise<void> {
    cache.put(await ask('architectures.restore', { architecture: id }))
  }

  return {
    ...cache,
    templates,
    layers,
    works,
    loadCatalogue,
    save,
    isChanged,
    remove,
    restore,
    /** Each says whether it reads the data set. */
    templatesFor: (dataset: string | undefined) =>
      ask('architectures.templates', dataset === undefined ? {} : { dataset }),
    check: (input: RequestInput<'architectures.check'>) => ask('architectures.check', input),
    fit: (input: RequestInput<'architectures.fit'>) => ask('architectures.fit', input),
    versions: (architecture: string) => ask('architectures.versions', { architecture }),
    diff: (input: RequestInput<'architectures.diff'>) => ask('architectures.diff', input),
    cost: (input: RequestInput<'architectures.cost'>) => ask('architectures.cost', input),
    code: (input: RequestInput<'architectures.code'>) => ask('architectures.code', input),
    /** Asks where to; null when the dialogue was closed. */
    saveCode: (name: string, text: string) => desktop('desktop.saveText', { name, text }),
  }
})

/** True for drafts that say the same, whatever the order in which their parts were written. */
export function sameDraft(a: Draft, b: Draft): boolean {
  return a === b || JSON.stringify(plain(a)) === JSON.stringify(plain(b))
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (value === null || typeof value !== 'object') return value
  return Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([name, part]) => [name, plain(part)])
}
