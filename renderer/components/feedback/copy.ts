// How a component copies text without knowing the client: whoever stands above provides the way.
import { inject } from 'vue'
import type { InjectionKey } from 'vue'

export const copyKey: InjectionKey<(text: string) => void> = Symbol('copy')

/** The provided way; without one (a component alone, in a test) the browser's own clipboard. */
export function useCopy(): (text: string) => void {
  return inject(copyKey, (text) => void navigator.clipboard.writeText(text))
}
