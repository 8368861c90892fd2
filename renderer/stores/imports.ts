// The file that is about to be imported: its path, its first rows and guesses, shown in the import dialogue.
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Dataset, Inspection } from '../../shared/records'
import type { AppError } from '../../shared/contract/errors'
import { asAppError } from './asAppError'
import { useDatasets } from './datasets'
import { useTasks } from './tasks'

export const useImports = defineStore('imports', () => {
  const path = ref<string | null>(null)
  const inspection = shallowRef<Inspection | null>(null)
  const error = shallowRef<AppError | null>(null)
  /** The import's task while it runs. */
  const task = ref<string | null>(null)
  const visible = ref(false)
  let asked = 0

  /** Shows the dialogue for a file and reads its first rows. */
  async function begin(file: string, label: string): Promise<void> {
    const mine = (asked += 1)
    path.value = file
    inspection.value = null
    error.value = null
    visible.value = true
    try {
      const found = await useTasks().run(label, (id) => useDatasets().inspect(file, id))
      if (mine === asked) inspection.value = found
    } catch (thrown) {
      if (mine === asked) error.value = asAppError(thrown)
    }
  }

  /** Imports the file; null when it was cancelled or failed, which the dialogue then says. */
  async function finish(name: string, label: string): Promise<Dataset | null> {
    const file = path.value
    if (file === null) return null
    error.value = null
    try {
      return await useTasks().run(label, (id) => {
        task.value = id
        return useDatasets().importFile({ path: file, name, task: id })
      })
    } catch (thrown) {
      const failure = asAppError(thrown)
      error.value = failure.code.endsWith('/cancelled') ? null : failure
      return null
    } finally {
      task.value = null
    }
  }

  function close(): void {
    asked += 1
    visible.value = false
  }

  return { path, inspection, error, task, visible, begin, finish, close }
})
