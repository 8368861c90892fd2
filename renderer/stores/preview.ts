// Looks at a file again and again while its reading is changed: the last one wins, the ones before are cancelled.
import { ref } from 'vue'
import type { Ref } from 'vue'
import type { Inspection, Reading } from '../../shared/records'
import { useDatasets } from './datasets'
import { useTasks } from './tasks'

export interface Preview {
  /** Looks after `waitMs`, unless another look is asked for in the meantime. Resolves when it was answered or given up. */
  ask(asked: { path: string; reading: Reading }, waitMs: number): Promise<void>
  /** Whatever is still on its way is not wanted any more. */
  drop(): void
  asking: Ref<boolean>
}

export function createPreview(receivers: { seen(found: Inspection): void; failed(thrown: unknown): void }): Preview {
  const asking = ref(false)
  let last = 0
  let running: string | null = null

  function drop(): void {
    last += 1
    asking.value = false
    // Nobody waits for the answer: whether it was cancelled or had come already makes no difference.
    if (running !== null)
      useTasks()
        .cancel(running)
        .catch(() => undefined)
    running = null
  }

  async function ask(asked: { path: string; reading: Reading }, waitMs: number): Promise<void> {
    drop()
    const mine = last
    asking.value = true
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
    if (mine !== last) return
    const task = useTasks().newId()
    running = task
    try {
      const found = await useDatasets().inspect({ ...asked, task })
      if (mine === last) receivers.seen(found)
    } catch (thrown) {
      if (mine === last) receivers.failed(thrown)
    } finally {
      if (mine === last) {
        asking.value = false
        running = null
      }
    }
  }

  return { ask, drop, asking }
}
