// A cache of records with the state of its reading, for the stores of nouns: list, status, error, and how to change it.
import { computed, shallowRef } from 'vue'
import type { AppError } from '../../shared/contract/errors'
import { asAppError } from './asAppError'

export type ReadStatus = 'idle' | 'loading' | 'ready' | 'failed'

/** `read` gets all records; `load` may be called again at any time, and the last call wins. */
export function createRecordCache<T extends { id: string }>(read: () => Promise<T[]>) {
  const list = shallowRef<T[]>([])
  const status = shallowRef<ReadStatus>('idle')
  const error = shallowRef<AppError | null>(null)
  const byId = computed(() => new Map(list.value.map((record) => [record.id, record])))
  let asked = 0

  async function load(): Promise<void> {
    const mine = (asked += 1)
    if (status.value !== 'ready') status.value = 'loading'
    try {
      const records = await read()
      if (mine !== asked) return
      list.value = records
      status.value = 'ready'
      error.value = null
    } catch (thrown) {
      if (mine !== asked) return
      error.value = asAppError(thrown)
      status.value = 'failed'
    }
  }

  /** Replaces the record with the same id, or adds it in front. */
  function put(record: T): void {
    const known = byId.value.has(record.id)
    list.value = known ? list.value.map((old) => (old.id === record.id ? record : old)) : [record, ...list.value]
  }

  function drop(id: string): void {
    list.value = list.value.filter((record) => record.id !== id)
  }

  function clear(): void {
    asked += 1
    list.value = []
    status.value = 'idle'
  }

  return { list, status, error, byId, load, put, drop, clear }
}
