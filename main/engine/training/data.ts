// A run's rows on the native side, gathered batch by batch, and what the outputs of a network on them are worth.
import type * as tf from '@tensorflow/tfjs-node'
import { parts } from '../../../shared/records'
import type { Goal, Part } from '../../../shared/records'
import type { NetworkInput } from '../architectures'
import type { MetricInput } from '../metrics'
import type { RowReader } from '../workspace/arrayFile'
import type { Prepared } from '../workspace/prepared'
import { blockFor } from './inputs'
import { feedOf } from './feed'
import type { Fed } from './feed'
import type { Block, Typed } from './blocks'

export type { Block } from './blocks'

/** What a network is trained on: a block for each input and for each output, aligned by row. */
export interface TrainingSource {
  inputs: Block[]
  targets: Block[]
  /** How much each row counts in the loss, null for equally. */
  weights: Float32Array | null
  /** 0 train, 1 validation, 2 test. */
  part: Uint8Array
}

/** Rows chosen for a step. */
export interface Batch {
  /** [rows, ...shape] each, in the order of `Network.inputs`. */
  inputs: tf.Tensor[]
  /** [rows, ...shape] each, float32, in the order of `Network.outputs`. */
  targets: tf.Tensor[]
  /** [rows], or null when all rows count the same. */
  weights: tf.Tensor | null
}

export interface TrainingData {
  goal: Goal
  /** Row numbers of each part. */
  rows: Record<Part, Int32Array>
  /** Tensors that hold rows, the arguments that `batch` takes back. */
  count: number
  /** Most rows that one call should ask for. */
  mostRows: number
  /** Brings rows to the native side for a call, where they are not there all the time; `room`: see `Feed.take`. */
  feed(rows: Int32Array, room: number): Fed
  /** Other values for the input of that number from now on. */
  replace(input: number, values: Int32Array): void
  /** The rows at int32 `indices` out of the tensors of a `feed`; a pure function, part of every step. */
  batch(tensors: readonly tf.Tensor[], indices: tf.Tensor): Batch
  /** Outputs of the network for `rows`, row-major, as the metrics take them: in the target's own units. */
  measured(rows: Int32Array, outputs: Float32Array): MetricInput
  /** Weights that make every class count the same: rows / (classes x rows of the class), as scikit-learn's `balanced`. */
  balancedWeights(): number[]
  dispose(): void
}

/**
 * The arrays of a prepared data set for a network with one output: its table for the one input, whatever shape its rows
 * have there, or the block of that name for each input. Throws `run/input-mismatch` when there is no such block.
 */
export function sourceOf(
  { features, target, part, weight, blocks }: Prepared,
  inputs: readonly NetworkInput[],
  values: Block['values'] = features,
): TrainingSource {
  const steps = target.length / Math.max(1, part.length)
  const targets = [{ shape: steps > 1 ? [steps] : [], values: target }]
  const common = { targets, weights: weight ?? null, part }
  if (blocks !== undefined) return { inputs: inputs.map((input) => blockFor(input, blocks)), ...common }
  const shape = inputs[0]?.shape ?? [features.length / Math.max(1, part.length)]
  return { inputs: [{ shape, values }], ...common }
}

/**
 * Puts a source into tensors, to be disposed of with the data; `prepared` says what its values mean. A source of more than
 * `limit` bytes stays where it is, and its rows come for each call.
 */
export function loadData(
  tensorflow: typeof tf,
  source: TrainingSource,
  prepared: Prepared,
  limit = Infinity,
): TrainingData {
  const inputs = source.inputs.map((block): Typed => ({ ...block, dtype: typeOf(block.values) }))
  const floats = [...source.targets, ...(source.weights === null ? [] : [{ shape: [], values: source.weights }])]
  const blocks = [...inputs, ...floats.map((block): Typed => ({ ...block, dtype: 'float32' }))]
  const feed = feedOf(tensorflow, blocks, source.part.length, limit)
  const rows = Object.fromEntries(parts.map((name, code) => [name, rowsIn(source.part, code)])) as TrainingData['rows']
  const { goal, classes, outputs } = prepared.preparation.facts
  return {
    goal,
    rows,
    count: feed.count,
    mostRows: feed.mostRows,
    feed: (chosen, room) => feed.take(chosen, room),
    replace: (input, values) => feed.replace(input, values),
    batch(given, indices) {
      const chosen = given.map((tensor) => tensorflow.gather(tensor, indices))
      const split = inputs.length + source.targets.length
      return {
        inputs: chosen.slice(0, inputs.length),
        targets: chosen.slice(inputs.length, split),
        weights: chosen[split] ?? null,
      }
    },
    measured: (chosen, outputs) => measured(prepared, chosen, outputs),
    balancedWeights: () => balanced(rows.train, prepared.target, outputs ?? classes.length),
    dispose: () => feed.dispose(),
  }
}

function typeOf(values: Float32Array | Int32Array | RowReader): 'float32' | 'int32' {
  const isWhole = 'read' in values ? values.kind === 'Int32Array' : values instanceof Int32Array
  return isWhole ? 'int32' : 'float32'
}

/** The rows in the part of that code. */
export function rowsIn(part: Uint8Array, code: number): Int32Array {
  const rows = new Int32Array(part.length)
  let count = 0
  for (let row = 0; row < part.length; row += 1) {
    if (part[row] === code) rows[count++] = row
  }
  return rows.slice(0, count)
}

/** Outputs for `rows`, row-major, as the metrics take them: in the target's own units. */
export function measured({ preparation, target, part }: Prepared, rows: Int32Array, outputs: Float32Array): MetricInput {
  const { goal, classes } = preparation.facts
  const width = goal === 'multiclass' ? (preparation.facts.outputs ?? classes.length) : 1
  const targets = targetsOf(target, rows, target.length / Math.max(1, part.length))
  if (goal !== 'regression') return { goal, targets, outputs, width }
  const { mean, deviation } = preparation.target
  const original = (value: number) => value * deviation + mean
  return { goal, targets: targets.map(original), outputs: new Float64Array(outputs).map(original), width }
}

/** The targets of `rows`, `steps` of each: every step ahead is measured for itself. */
function targetsOf(target: Float32Array, rows: Int32Array, steps: number): Float64Array {
  // Not `from`, which is ten times slower: this is done after every epoch, and a fast one has a hundred thousand rows a second.
  if (steps <= 1) return new Float64Array(rows).map((row) => target[row] as number)
  const chosen = new Float64Array(rows.length * steps)
  rows.forEach((row, place) => chosen.set(target.subarray(row * steps, (row + 1) * steps), place * steps))
  return chosen
}

function balanced(rows: Int32Array, target: Float32Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0)
  for (const row of rows) {
    const code = target[row] as number
    counts[code] = (counts[code] ?? 0) + 1
  }
  return counts.map((count) => (count === 0 ? 0 : rows.length / (classes * count)))
}
