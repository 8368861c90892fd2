// How many rows the table of a data set has: those imported, unless a recipe made another table of them.
import { computed, shallowRef, watch } from 'vue'
import type { ComputedRef } from 'vue'
import type { Dataset } from '../../../shared/records'
import { useDatasets } from '../../stores/datasets'
import { useNotices } from '../../stores/notices'

/** Null while it is not known: records of before it was kept do not say. */
export function useRowCount(dataset: () => Dataset): ComputedRef<number | null> {
  const datasets = useDatasets()
  const notices = useNotices()
  const counted = shallowRef<{ table: string; total: number } | null>(null)
  watch(
    () => dataset().table,
    async (table) => {
      const { imported, rows } = dataset()
      if (imported === undefined || rows !== undefined) return
      const found = await notices.attempt(() => datasets.rows(dataset().id, 0, 1))
      if (found !== null && table === dataset().table) counted.value = { table, total: found.total }
    },
    { immediate: true },
  )
  return computed(() => {
    const { imported, rows, table, account } = dataset()
    if (imported === undefined) return account.rows
    if (rows !== undefined) return rows
    return counted.value?.table === table ? counted.value.total : null
  })
}
