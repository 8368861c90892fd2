// Breaks in a long computation, so that messages such as "stop" come through. The binding is synchronous: nothing else would let them.
import { cancelled } from '../../../shared/contract/errors'

export interface Pause {
  /** True when the last break is so long ago that one is due. */
  due(): boolean
  /** Takes a break if one is due. Throws `task/cancelled` when the run was cancelled. */
  take(): Promise<void>
}

const intervalMs = 40

export function createPause({ now, signal }: { now(): number; signal: AbortSignal }): Pause {
  let tookAt = now()
  const due = () => now() - tookAt >= intervalMs
  return {
    due,
    async take() {
      if (!due()) return
      await new Promise((resolve) => setImmediate(resolve))
      if (signal.aborted) throw cancelled()
      tookAt = now()
    },
  }
}
