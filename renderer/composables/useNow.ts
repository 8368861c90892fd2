// The time of day, ticking while something on screen tells how long it has been going on.
import { onScopeDispose, ref } from 'vue'
import type { Ref } from 'vue'

const tickMs = 500

/** Milliseconds since 1970, renewed twice a second as long as the component lives. */
export function useNow(): Readonly<Ref<number>> {
  const now = ref(Date.now())
  const timer = setInterval(() => (now.value = Date.now()), tickMs)
  onScopeDispose(() => clearInterval(timer))
  return now
}
