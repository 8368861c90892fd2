// Has the leakage doctor look at a data set while somebody looks at what it says: at once, and again after each change.
import { ref, watch } from 'vue'
import type { Ref } from 'vue'
import type { Dataset } from '../../../shared/records'
import { useWords } from '../../composables/useWords'
import { useLeaks } from '../../stores/leaks'
import { useTasks } from '../../stores/tasks'

/** Nothing is asked while `visible` says no. */
export function useLeakLook(dataset: () => Dataset, visible: () => boolean): Ref<boolean> {
  const { t } = useWords()
  const leaks = useLeaks()
  const tasks = useTasks()
  const looking = ref(0)
  const busy = ref(false)
  watch(
    [() => dataset().updatedAt, visible] as const,
    async ([of, seen]) => {
      const { id, name } = dataset()
      if (!seen || leaks.looks.get(id)?.of === of) return
      looking.value += 1
      busy.value = true
      await tasks.run(t('parting.looking', { name }), (task) => leaks.look(id, task))
      looking.value -= 1
      busy.value = looking.value > 0
    },
    { immediate: true },
  )
  return busy
}
