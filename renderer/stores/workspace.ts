// The open workspace, those opened before, and the facts of the program.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { AppFacts, RecentWorkspace, UnusedFiles, Workspace } from '../../shared/records'
import type { AppError } from '../../shared/contract/errors'
import { ask } from '../api'
import { asAppError } from './asAppError'

export const useWorkspace = defineStore('workspace', () => {
  const current = shallowRef<Workspace | null>(null)
  const recent = shallowRef<RecentWorkspace[]>([])
  const facts = shallowRef<AppFacts | null>(null)
  /** What could be removed; null while it is not known. */
  const unused = shallowRef<UnusedFiles | null>(null)
  const error = shallowRef<AppError | null>(null)
  const ready = shallowRef(false)

  async function load(): Promise<void> {
    try {
      const [workspace, before] = await Promise.all([ask('workspace.current', {}), ask('workspace.recent', {})])
      current.value = workspace
      recent.value = before
      error.value = null
    } catch (thrown) {
      error.value = asAppError(thrown)
    }
    ready.value = true
  }

  async function loadFacts(): Promise<void> {
    facts.value = await ask('app.facts', {})
  }

  async function loadUnused(): Promise<void> {
    unused.value = current.value === null ? null : await ask('workspace.unused', {})
  }

  /** Removes what nothing needs; gives what was removed. */
  async function freeSpace(): Promise<UnusedFiles> {
    const removed = await ask('workspace.freeSpace', {})
    await loadUnused()
    return removed
  }

  async function open(folder: string): Promise<Workspace> {
    const workspace = await ask('workspace.open', { folder })
    current.value = workspace
    recent.value = await ask('workspace.recent', {})
    return workspace
  }

  async function forget(folder: string): Promise<void> {
    recent.value = await ask('workspace.forget', { folder })
  }

  return { current, recent, facts, unused, error, ready, load, loadFacts, loadUnused, freeSpace, open, forget }
})
