// Asks the engine, a moment after the last change, what the settings in the launch form say against each other.
import { computed, shallowRef, watch } from 'vue'
import type { Problem } from '../../../shared/contract/errors'
import { checkSettings } from '../../../shared/fields/checkSettings'
import { useWords } from '../../composables/useWords'
import { useDatasets } from '../../stores/datasets'
import { useLaunch } from '../../stores/launch'
import { useNotices } from '../../stores/notices'
import { useRuns } from '../../stores/runs'
import { useTasks } from '../../stores/tasks'

const delayMs = 150

/** `sound` is false while the answer is out: nothing is launched on an old one. */
export function useTrainingCheck() {
  const launch = useLaunch()
  const runs = useRuns()
  const datasets = useDatasets()
  const tasks = useTasks()
  const notices = useNotices()
  const { t } = useWords()
  const problems = shallowRef<Problem[]>([])
  const isCurrent = shallowRef(false)
  let asked = 0

  const single = computed(() => checkSettings(runs.fields, launch.training))
  /** Null until it is known what the data is for: then what depends on that is not looked at. */
  const goal = computed(() => datasets.checks.get(launch.dataset ?? '')?.readiness?.goal ?? null)

  async function check(mine: number): Promise<void> {
    const found = await notices.attempt(() => runs.check({ ...launch.training }, goal.value))
    if (mine !== asked) return
    problems.value = found ?? []
    isCurrent.value = found !== null
  }

  watch(
    () => JSON.stringify([launch.training, goal.value]),
    () => {
      const mine = (asked += 1)
      isCurrent.value = false
      if (single.value.length > 0) problems.value = []
      else setTimeout(() => mine === asked && void check(mine), delayMs)
    },
    { immediate: true },
  )
  watch(
    () => launch.dataset,
    (id) => {
      const dataset = datasets.byId.get(id ?? '')
      if (!dataset || datasets.checks.get(dataset.id)?.of === dataset.updatedAt) return
      void notices.attempt(() => tasks.run(t('datasets.checking'), (task) => datasets.check(dataset.id, task)))
    },
    { immediate: true },
  )
  const sound = computed(() => isCurrent.value && single.value.length === 0 && problems.value.length === 0)
  return { problems, sound }
}
