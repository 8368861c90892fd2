// What a training says on the way: values gathered into blocks, and progress, both at most ten times a second.
import type { TrainReport } from '../../../shared/contract/worker'

interface Pending {
  axis: 'epoch' | 'step'
  first: number
  values: number[]
}

export interface Reporter {
  /** Adds a value to a series; positions count from 1 and follow each other without a gap. */
  add(name: string, axis: 'epoch' | 'step', at: number, value: number): void
  /** Says where the training is; sent with what was gathered, now or with the next call after a tenth of a second. */
  at(epoch: number, step: number): void
  /** Sends everything that was gathered. */
  flush(): void
}

interface ReporterOptions {
  report(report: TrainReport): void
  now(): number
  /** Steps of the whole training. */
  steps: number
}

const intervalMs = 100

export function createReporter({ report, now, steps }: ReporterOptions): Reporter {
  const startedAt = now()
  const pending = new Map<string, Pending>()
  let sentAt = startedAt
  let place = { epoch: 1, step: 0 }

  function flush(): void {
    for (const [name, { axis, first, values }] of pending) {
      report({ kind: 'block', name, axis, first, values: Float64Array.from(values) })
    }
    pending.clear()
    sentAt = now()
    report({ kind: 'progress', ...place, steps, ...timing(sentAt - startedAt, place.step, steps) })
  }

  return {
    add(name, axis, at, value) {
      const series = pending.get(name)
      if (series === undefined) pending.set(name, { axis, first: at, values: [value] })
      else series.values.push(value)
    },
    at(epoch, step) {
      place = { epoch, step }
      if (now() - sentAt >= intervalMs) flush()
    },
    flush,
  }
}

/** Time left by the pace so far, unknown before the first step is done. */
function timing(elapsedMs: number, step: number, steps: number): { elapsedMs: number; remainingMs: number | null } {
  return { elapsedMs, remainingMs: step === 0 ? null : (elapsedMs / step) * (steps - step) }
}
