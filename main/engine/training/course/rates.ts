// The learning rate of every step of a run, and what its schedule remembers of the epochs.
import { learningRateAt, scheduleOf } from '../schedules'
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

/** `steps`: those of the whole run, as planned. */
export function ratesOf(
  settings: TrainingSettings,
  { steps, stepsPerEpoch }: { steps: number; stepsPerEpoch: number },
): Rates {
  const schedule = scheduleOf(settings.schedule)
  const { learningRate: base, all } = settings
  const constant = settings.schedule === 'constant' && settings.warmupSteps === 0
  let memory = schedule.memory
  const rateAt = (step: number) => learningRateAt(schedule, { step, steps, stepsPerEpoch, settings: all, base, memory })
  return {
    constant,
    of(from, count) {
      const rates = new Float32Array(count)
      return constant ? rates.fill(base) : rates.map((_, index) => rateAt(from + index))
    },
    finished: (monitored) => void (memory = schedule.finished(memory, monitored, all)),
    state: () => [...memory],
    restore: (state) => void (memory = [...state]),
  }
}
