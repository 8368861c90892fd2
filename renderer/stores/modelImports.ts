// A model of Keras or TensorFlow.js on its way into the workspace: its progress, then what was found in it, shown in a dialogue.
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { AppError } from '../../shared/contract/errors'
import type { ImportedArchitecture } from '../../shared/records'
import { ask } from '../api'
import { useArchitectures } from './architectures'
import { asAppError } from './asAppError'
import { useTasks } from './tasks'

export const useModelImports = defineStore('modelImports', () => {
  const visible = ref(false)
  const path = ref<string | null>(null)
  const imported = shallowRef<ImportedArchitecture | null>(null)
  const error = shallowRef<AppError | null>(null)
  /** The import's task while it runs. */
  const task = ref<string | null>(null)

  /** Reads the file and keeps its model; null when it was cancelled or failed, which the dialogue then says. */
  async function begin(file: string, label: string): Promise<ImportedArchitecture | null> {
    path.value = file
    imported.value = null
    error.value = null
    visible.value = true
    try {
      const found = await useTasks().run(label, (id) => {
        task.value = id
        return ask('architectures.import', { path: file, task: id })
      })
      useArchitectures().put(found.architecture)
      imported.value = found
      return found
    } catch (thrown) {
      const failure = asAppError(thrown)
      if (failure.code.endsWith('/cancelled')) visible.value = false
      else error.value = failure
      return null
    } finally {
      task.value = null
    }
  }

  async function cancel(): Promise<void> {
    if (task.value !== null) await useTasks().cancel(task.value)
  }

  return { visible, path, imported, error, task, begin, cancel }
})
