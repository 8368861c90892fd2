// Architectures as the page knows them: records, templates, and the drafts that were not saved yet.
import { defineStore } from 'pinia'
import { reactive, shallowRef } from 'vue'
import type { Architecture, ArchitectureCheck, TemplateInfo } from '../../shared/records'
import type { RequestInput } from '../../shared/contract/requests'
import type { Settings } from '../../shared/fields/field'
import { ask } from '../api'
import { createRecordCache } from './recordCache'

export interface Draft {
  name: string
  template: string
  settings: Settings
}

export const useArchitectures = defineStore('architectures', () => {
  const cache = createRecordCache<Architecture>(() => ask('architectures.list', {}))
  const templates = shallowRef<TemplateInfo[]>([])
  /** By the id of the record, or `new`. */
  const drafts = reactive(new Map<string, Draft>())

  async function loadCatalogue(): Promise<void> {
    templates.value = await ask('architectures.templates', {})
  }

  async function save(input: RequestInput<'architectures.save'>): Promise<Architecture> {
    const record = await ask('architectures.save', input)
    cache.put(record)
    return record
  }

  function check(input: RequestInput<'architectures.check'>): Promise<ArchitectureCheck> {
    return ask('architectures.check', input)
  }

  async function remove(id: string): Promise<void> {
    await ask('architectures.remove', { architecture: id })
    cache.drop(id)
  }

  async function restore(id: string): Promise<void> {
    cache.put(await ask('architectures.restore', { architecture: id }))
  }

  return { ...cache, templates, drafts, loadCatalogue, save, check, remove, restore }
})
