// A run's prepared rows on the native side, batch by batch, and what the outputs of a network on them are worth.
import type * as tf from '@tensorflow/tfjs-node'
import { parts } from '../../../shared/records'
import type { Goal, Part, Preparation } from '../../../shared/records'
import type { MetricInput } from '../metrics'
import type { Prepared } from '../workspace/prepared'
import type { Batch } from './step'

export interface TrainingData {
  preparation: Preparation
  goal: Goal
  /** Row numbers of each part within the prepared arrays. */
  rows: Record<Part, Int32Array>
  /** Gathers rows into new tensors that the caller owns. */
  batch(rows: Int32Array): Batch
  /** Outputs of the network for `rows`, row-major, as the metrics take them: in the target's own units. */
  measured(rows: Int32Array, outputs: Float32Array): MetricInput
  /** Weights that make every class count the same: rows / (classes x rows of the class), as scikit-learn's `balanced`. */
  balancedWeights(): number[]
  dispose(): void
}

/** Puts the prepared arrays into tensors, to be disposed of with the data. */
export function loadData(tensorflow: typeof tf, prepared: Prepared): TrainingData {
  const { preparation, target } = prepared
  const { width, goal, classes } = preparation.facts
  const features = tensorflow.tensor2d(prepared.features, [target.length, width])
  const targets = tensorflow.tensor1d(target)
  const rows = Object.fromEntries(
    parts.map((name, code) => [name, rowsOf(prepared.part, code)]),
  ) as TrainingData['rows']
  return {
    preparation,
    goal,
    rows,
    batch: (chosen) =>
      tensorflow.tidy(() => {
        const indices = tensorflow.tensor1d(chosen, 'int32')
        return { features: tensorflow.gather(features, indices), targets: tensorflow.gather(targets, indices) }
      }),
    measured: (chosen, outputs) => measured(prepared, chosen, outputs),
    balancedWeights: () => balanced(rows.train, target, classes.length),
    dispose: () => tensorflow.dispose([features, targets]),
  }
}

function rowsOf(part: Uint8Array, code: number): Int32Array {
  const rows: number[] = []
  for (let row = 0; row < part.length; row += 1) if (part[row] === code) rows.push(row)
  return Int32Array.from(rows)
}

function measured({ preparation, target }: Prepared, rows: Int32Array, outputs: Float32Array): MetricInput {
  const { goal, classes } = preparation.facts
  const width = goal === 'multiclass' ? classes.length : 1
  const targets = Float64Array.from(rows, (row) => target[row] as number)
  if (goal !== 'regression') return { goal, targets, outputs, width }
  const { mean, deviation } = preparation.target
  const original = (value: number) => value * deviation + mean
  return { goal, targets: targets.map(original), outputs: Float64Array.from(outputs, original), width }
}

function balanced(rows: Int32Array, target: Float32Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0)
  for (const row of rows) {
    const code = target[row] as number
    counts[code] = (counts[code] ?? 0) + 1
  }
  return counts.map((count) => (count === 0 ? 0 : rows.length / (classes * count)))
}
