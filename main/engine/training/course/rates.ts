// The learning rate of every step of a run, and what its schedule remembers of the epochs.
import type { TrainingSettings } from '../settings'

export interface Rates {
  /** The same for all steps: then it is no series. */
  readonly constant: boolean
  /** Rates of `steps` steps, the first of which is step `from` (from 0). */
  of(from: number, steps: number): Float32Array
  /** Takes note of an epoch's monitored loss, for schedules that look at it. */
  finished(monitored: number): void
  /** All that is remembered, and its way back. */
  state(): number[]
  restore(state: readonly number[]): void
}

export function ratesOf(settings: TrainingSettings): Rates {
  return {
    constant: true,
    of: (_from, steps) => new Float32Array(steps).fill(settings.learningRate),
    finished: () => undefined,
    state: () => [],
    restore: () => undefined,
  }
}
