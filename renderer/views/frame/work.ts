// What the whole program is busy with, summed up for the status bar.
import { computed } from 'vue'
import { isLive } from '../../../shared/records/run'
import { useRuns } from '../../stores/runs'
import { useTasks } from '../../stores/tasks'

export function useWork() {
  const runs = useRuns()
  const tasks = useTasks()
  const paused = computed(() => runs.list.filter((run) => run.status === 'paused').length)
  /** Those that come nearer their end by themselves. */
  const live = computed(() => runs.list.filter((run) => isLive(run.status) && run.status !== 'paused'))
  const reports = computed(() =>
    live.value.map((run) => runs.progress.get(run.id)).filter((report) => report !== undefined),
  )
  const share = computed(() => {
    const steps = reports.value.reduce((sum, report) => sum + report.steps, 0)
    return steps > 0 ? reports.value.reduce((sum, report) => sum + report.step, 0) / steps : null
  })
  const leftMs = computed(() => {
    const known = reports.value.map((report) => report.remainingMs).filter((left) => left !== null)
    return known.length > 0 ? Math.max(...known) : null
  })
  const taskShare = computed(() => {
    const first = tasks.list[0]
    return first?.total ? first.done / first.total : null
  })
  return {
    running: computed(() => live.value.length),
    paused,
    share,
    leftMs,
    tasks: computed(() => tasks.list),
    taskShare,
  }
}
