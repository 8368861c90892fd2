// The files that are about to be imported: how they are read, their first rows and guesses, shown in the import dialogue.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { BadRows, Dataset, Dialect, Inspection, Reading } from '../../shared/records'
import type { AppError, Problem } from '../../shared/contract/errors'
import { asAppError } from './asAppError'
import { useDatasets } from './datasets'
import { createPreview } from './preview'
import { useTasks } from './tasks'

export type ReadingField = keyof Dialect

/** So long after a key was typed the file is read again; a choice is followed at once. */
const typingMs = 150

export const useImports = defineStore('imports', () => {
  const files = shallowRef<string[]>([])
  /** What the user fixed; everything else is guessed. */
  const reading = shallowRef<Reading>({})
  /** The latest guess of each field that is not fixed, or was not when it was last guessed. */
  const guesses = shallowRef<Reading>({})
  const badRows = ref<BadRows>('skip')
  const inspection = shallowRef<Inspection | null>(null)
  const problems = shallowRef<Problem[]>([])
  const error = shallowRef<AppError | null>(null)
  /** The import's task while it runs. */
  const task = ref<string | null>(null)
  const visible = ref(false)
  const path = computed(() => files.value[0] ?? null)
  const preview = createPreview({ seen, failed })

  /** Shows the dialogue for files of the same columns and reads the first rows of the first one. */
  function begin(chosen: string[]): Promise<void> {
    files.value = chosen
    reading.value = {}
    guesses.value = {}
    badRows.value = 'skip'
    inspection.value = null
    problems.value = []
    error.value = null
    visible.value = true
    return look(0)
  }

  /** Fixes a field of the reading, or leaves it to the guess again with undefined, and looks at the file anew. */
  function fix<F extends ReadingField>(field: F, value: Dialect[F] | undefined, typed = false): Promise<void> {
    const { [field]: _before, ...others } = reading.value
    reading.value = value === undefined ? others : { ...others, [field]: value }
    return look(typed ? typingMs : 0)
  }

  async function look(waitMs: number): Promise<void> {
    if (path.value !== null) await preview.ask({ path: path.value, reading: reading.value }, waitMs)
  }

  /** A reading that cannot be used has no rows: then the last ones that could be read stay. */
  function seen(found: Inspection): void {
    error.value = null
    problems.value = found.problems
    if (found.columns.length === 0 && inspection.value !== null) return
    inspection.value = found
    const free = Object.entries(found.dialect).filter(([field]) => !(field in reading.value))
    guesses.value = { ...guesses.value, ...(Object.fromEntries(free) as Reading) }
  }

  function failed(thrown: unknown): void {
    problems.value = []
    error.value = asAppError(thrown)
  }

  /** Imports the files; null when it was cancelled or failed, which the dialogue then says. */
  async function finish(name: string, label: string): Promise<Dataset | null> {
    const [first, ...more] = files.value
    if (first === undefined) return null
    error.value = null
    const how = { reading: reading.value, badRows: badRows.value }
    try {
      return await useTasks().run(label, (id) => {
        task.value = id
        return useDatasets().importFile({ path: first, more, name, task: id, ...how })
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
    preview.drop()
    visible.value = false
  }

  return {
    files,
    path,
    reading,
    guesses,
    badRows,
    inspection,
    problems,
    error,
    looking: preview.asking,
    task,
    visible,
    begin,
    fix,
    finish,
    close,
  }
})
