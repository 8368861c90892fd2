// What TypeScript cannot see by itself: the preload's object, and single-file components for tools other than vue-tsc.
import type { Bridge } from '../shared/contract/desktop'

declare global {
  interface Window {
    netloom?: Bridge
  }
}
