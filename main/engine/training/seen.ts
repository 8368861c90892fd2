// What the steps of an epoch gave, read from the native side in blocks: a read a step would cost more than the step.
import type * as tf from '@tensorflow/tfjs-node'
import type { StepMetrics } from './step'

export interface Seen {
  /** Takes over the metrics of a step. */
  add(metrics: StepMetrics): void
  /** Reads what was added since the last time: the losses in order, up to the first whose objective is not finite. */
  read(): { losses: number[]; bad: number | null }
  /** Outputs of all steps read so far, one behind another. */
  outputs(): Float32Array
}

/** Collects the steps of one epoch over `size` output numbers. */
export function createSeen(tensorflow: typeof tf, size: number): Seen {
  const outputs = new Float32Array(size)
  let filled = 0
  let pending: StepMetrics[] = []

  return {
    add: (metrics) => void pending.push(metrics),
    read() {
      if (pending.length === 0) return { losses: [], bad: null }
      const values = readAll(tensorflow, pending)
      outputs.set(values.outputs, filled)
      filled += values.outputs.length
      tensorflow.dispose(pending.flatMap((metrics) => [metrics.loss, metrics.objective, metrics.outputs]))
      pending = []
      const firstBad = values.objectives.findIndex((value) => !Number.isFinite(value))
      if (firstBad < 0) return { losses: [...values.losses], bad: null }
      return { losses: [...values.losses.slice(0, firstBad)], bad: values.objectives[firstBad] as number }
    },
    outputs: () => outputs.subarray(0, filled),
  }
}

function readAll(tensorflow: typeof tf, steps: StepMetrics[]) {
  return tensorflow.tidy(() => ({
    losses: tensorflow.stack(steps.map((step) => step.loss)).dataSync<'float32'>(),
    objectives: tensorflow.stack(steps.map((step) => step.objective)).dataSync<'float32'>(),
    outputs: tensorflow.concat(steps.map((step) => step.outputs)).dataSync<'float32'>(),
  }))
}
