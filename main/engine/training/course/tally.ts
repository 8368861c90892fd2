// What the steps of an epoch come to so far: rows, losses, gradient norms, and what the network gave for each row.
import type { Checkpoint } from '../../workspace/checkpoints'
import type { ChunkResult, Session } from '../session'

export interface Tally {
  /** Rows of the epoch that are done. */
  readonly rows: number
  readonly steps: number
  /** Loss times rows, over the steps. */
  readonly lossSum: number
  readonly normSum: number
  add(result: ChunkResult, batchSize: number): void
  /** One row behind another, in the order of the epoch; null where it is too large to keep. */
  outputs(): Float32Array | null
}

export function createTally(session: Session): Tally {
  return tallyFrom(session, { rows: 0, steps: 0, lossSum: 0, normSum: 0 }, new Float32Array(0))
}

export function restoredTally(session: Session, { place, sums, outputs }: Checkpoint, batchSize: number): Tally {
  const sofar = {
    rows: place.rows,
    steps: Math.ceil(place.rows / batchSize),
    lossSum: sums.loss,
    normSum: sums.gradientNorm,
  }
  return tallyFrom(session, sofar, outputs)
}

type Sums = Pick<Tally, 'rows' | 'steps' | 'lossSum' | 'normSum'>

function tallyFrom(session: Session, sofar: Sums, first: Float32Array | null): Tally {
  const trainRows = session.epochRows.length
  const sums = { ...sofar }
  let outputs = first
  let filled = first?.length ?? 0

  function keep(values: Float32Array | null): void {
    if (outputs === null || values === null) {
      outputs = null
      return
    }
    if (filled + values.length > outputs.length) {
      // All at once for the epoch.
      const whole = new Float32Array(Math.max(filled + values.length, trainRows * session.keptWidth))
      whole.set(outputs.subarray(0, filled))
      outputs = whole
    }
    outputs.set(values, filled)
    filled += values.length
  }

  return {
    get rows() {
      return sums.rows
    },
    get steps() {
      return sums.steps
    },
    get lossSum() {
      return sums.lossSum
    },
    get normSum() {
      return sums.normSum
    },
    add(result, batchSize) {
      for (let index = 0; index < result.steps; index += 1) {
        const size = Math.min(batchSize, trainRows - sums.rows)
        sums.lossSum += (result.losses[index] as number) * size
        sums.normSum += result.gradientNorms?.[index] ?? 0
        sums.rows += size
      }
      sums.steps += result.steps
      keep(result.outputs)
    },
    outputs: () => outputs && outputs.slice(0, filled),
  }
}
