// The runs that are being compared, and what the engine says of them side by side.
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Comparison } from '../../shared/records'
import type { AppError } from '../../shared/contract/errors'
import { ask } from '../api'
import { asAppError } from './asAppError'

export const useComparisons = defineStore('comparisons', () => {
  const chosen = ref<string[]>([])
  const result = shallowRef<Comparison | null>(null)
  const error = shallowRef<AppError | null>(null)
  const loading = ref(false)
  let asked = 0

  async function load(): Promise<void> {
    const mine = (asked += 1)
    if (chosen.value.length === 0) {
      result.value = null
      return
    }
    loading.value = true
    const answer = await compare(chosen.value)
    if (mine !== asked) return
    result.value = answer.result ?? result.value
    error.value = answer.error
    loading.value = false
  }

  async function choose(runs: string[]): Promise<void> {
    chosen.value = [...new Set(runs)].slice(0, 200)
    await load()
  }

  /** One run's second chart and metrics, without changing what is chosen. */
  function describe(run: string): Promise<Comparison> {
    return ask('comparisons.compare', { runs: [run] })
  }

  return { chosen, result, error, loading, load, choose, describe }
})

async function compare(runs: string[]): Promise<{ result: Comparison | null; error: AppError | null }> {
  try {
    return { result: await ask('comparisons.compare', { runs: [...runs] }), error: null }
  } catch (thrown) {
    return { result: null, error: asAppError(thrown) }
  }
}
