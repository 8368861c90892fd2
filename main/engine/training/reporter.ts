// What a training says on the way: values gathered into blocks, and progress, both at most ten times a second.
import type { TrainReport } from '../../../shared/contract/worker'
import type { Histogram } from '../../../shared/records'

export interface Reporter {
  /** Adds a value to a series; positions count from 1 and follow each other without a gap. */
  add(name: string, axis: 'epoch' | 'step', at: number, value: number): void
  /** The same for many values that follow each other: the first stands at `first`. */
  append(name: string, axis: 'epoch' | 'step', first: number, values: ArrayLike<number>): void
  /** The same for a series by step that has a value at every so manieth alone: `values[i]` stands at `(first + i) * every`. */
  appendEvery(name: string, at: { every: number; first: number }, values: ArrayLike<number>): void
  /** Sends the histograms of an epoch, at once. */
  histograms(histograms: Histogram[]): void
  /** Says where the training is; sent with what was gathered, now or with the next call after a tenth of a second. */
  at(epoch: number, step: number): void
  /** Sends everything that was gathered. */
  flush(): void
  /** Time that was not spent on training, such as a pause. */
  rested(ms: number): void
  /** Milliseconds of training so far, those before a resume included. */
  elapsedMs(): number
}

interface ReporterOptions {
  report(report: TrainReport): void
  now(): number
  /** Steps of the whole training. */
  steps: number
  /** What was done before this process took the run up. */
  before?: { epoch: number; step: number; elapsedMs: number }
}

const intervalMs = 100

export function createReporter({ report, now, steps, before }: ReporterOptions): Reporter {
  const began = before ?? { epoch: 1, step: 0, elapsedMs: 0 }
  let startedAt = now()
  const pending = new Map<string, Gathered>()
  let sentAt = startedAt
  let place = { epoch: began.epoch, step: began.step }

  /** By the pace of this process: another machine state may have had another one. */
  function remainingMs(): number | null {
    const taken = place.step - began.step
    return taken === 0 ? null : ((now() - startedAt) / taken) * (steps - place.step)
  }

  const elapsedMs = () => began.elapsedMs + now() - startedAt

  function flush(): void {
    for (const gathered of pending.values()) report({ kind: 'block', ...gathered.taken() })
    pending.clear()
    sentAt = now()
    report({ kind: 'progress', ...place, steps, elapsedMs: elapsedMs(), remainingMs: remainingMs() })
  }

  function gather(place: Place, values: ArrayLike<number>): void {
    if (values.length === 0) return
    const known = pending.get(place.name)
    const gathered = known ?? new Gathered(place)
    if (known === undefined) pending.set(place.name, gathered)
    gathered.add(values)
  }

  return {
    append: (name, axis, first, values) => gather({ name, axis, first }, values),
    add: (name, axis, first, value) => gather({ name, axis, first }, [value]),
    appendEvery: (name, { every, first }, values) => gather({ name, axis: 'step', first, every }, values),
    histograms: (histograms) => report({ kind: 'histograms', histograms }),
    at(epoch, step) {
      place = { epoch, step }
      if (now() - sentAt >= intervalMs) flush()
    },
    flush,
    rested: (ms) => void (startedAt += ms),
    elapsedMs,
  }
}

interface Place {
  name: string
  axis: 'epoch' | 'step'
  first: number
  every?: number
}

/** Values of one series in a row that doubles when it is full: 100,000 of them come in a second. */
class Gathered {
  private values = new Float64Array(64)
  private length = 0

  constructor(private readonly place: Place) {}

  add(values: ArrayLike<number>): void {
    const length = this.length + values.length
    if (length > this.values.length) {
      const grown = new Float64Array(Math.max(length, this.values.length * 2))
      grown.set(this.values.subarray(0, this.length))
      this.values = grown
    }
    this.values.set(values, this.length)
    this.length = length
  }

  taken(): Place & { values: Float64Array } {
    return { ...this.place, values: this.values.slice(0, this.length) }
  }
}
