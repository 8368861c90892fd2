// What the network costs: by arithmetic at once, and what an epoch would take here by a short try, both for one batch size.
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { AppError } from '../../../shared/contract/errors'
import type { ArchitectureCost } from '../../../shared/records'
import { useWords } from '../../composables/useWords'
import { asAppError } from '../../stores/asAppError'
import { useArchitectures } from '../../stores/architectures'
import { useTasks } from '../../stores/tasks'
import type { Drawn } from './designer/drawn'
import type { DraftInWork } from './useDraft'

/** Nothing is asked for while `visible` is false. A try that is overtaken by a change is cancelled. */
export function useCost(
  work: DraftInWork,
  now: () => { drawn: Drawn; sound: boolean; dataset: string | undefined; batch: number; visible: boolean },
) {
  const { t } = useWords()
  const store = useArchitectures()
  const tasks = useTasks()
  const cost = shallowRef<ArchitectureCost | null>(null)
  const forecast = shallowRef<ArchitectureCost['forecast']>(null)
  const error = shallowRef<AppError | null>(null)
  const trying = shallowRef(false)
  /** A try came to its end, maybe without a forecast. */
  const tried = shallowRef(false)
  let asked = 0
  let running: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(
    () => {
      const { drawn, ...rest } = now()
      return [drawn.graph, work.draft.value.settings, ...Object.values(rest)]
    },
    () => {
      stop()
      if (now().visible && now().sound) timer = setTimeout(() => void read(), 200)
    },
    { immediate: true },
  )
  onScopeDispose(stop)

  function stop(): void {
    clearTimeout(timer)
    asked += 1
    trying.value = false
    tried.value = false
    if (running !== null) void tasks.cancel(running)
    running = null
  }

  async function read(): Promise<void> {
    const mine = asked
    const { drawn, dataset, batch } = now()
    const { template, settings } = work.draft.value
    const whole = { template, settings, graph: drawn.graph, batch }
    forecast.value = null
    error.value = null
    try {
      const found = await store.cost({ ...whole, task: tasks.newId() })
      if (mine !== asked) return
      cost.value = found
      if (dataset === undefined) return
      trying.value = true
      const measured = await tasks.run(t('designer.trying'), (task) => {
        running = task
        return store.cost({ ...whole, dataset, task })
      })
      if (mine !== asked) return
      forecast.value = measured.forecast
      tried.value = true
    } catch (thrown) {
      if (mine === asked) error.value = asAppError(thrown)
    } finally {
      if (mine === asked) {
        trying.value = false
        running = null
      }
    }
  }

  return { cost, forecast, error, trying, tried }
}
