// A run's rows on the native side, gathered batch by batch, and what the outputs of a network on them are worth.
import type * as tf from '@tensorflow/tfjs-node'
import { parts } from '../../../shared/records'
import type { Goal, Part } from '../../../shared/records'
import type { NetworkInput } from '../architectures'
import type { MetricInput } from '../metrics'
import type { RowReader } from '../workspace/arrayFile'
import type { Prepared } from '../workspace/prepared'
import { blockFor } from './inputs'
import { classesOf, metricNameOf, targetsIn } from './targets'
import type { RunTarget } from './targets'
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
  /** Of the first target. */
  goal: Goal
  targets: readonly RunTarget[]
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
  /** Outputs of the network for `rows`, row-major, as the metrics of a target take them: in its own units. */
  measured(rows: Int32Array, outputs: Float32Array, target?: number): MetricInput
  /** Weights by class, of all targets with classes behind one another, that make every class count the same: rows / (classes x rows of the class), as scikit-learn's `balanced`. */
  balancedWeights(): number[]
  /** How many training rows have each class. */
  classCounts(): number[]
  dispose(): void
}

/**
 * The arrays of a prepared data set for a network with an output for each target: its table for the one input, whatever shape its rows
 * have there, or the block of that name for each input. Throws `run/input-mismatch` when there is no such block.
 */
export function sourceOf(
  { features, target, alsoTargets = [], part, weight, blocks }: Prepared,
  inputs: readonly NetworkInput[],
  values: Block['values'] = features,
): TrainingSource {
  const steps = target.length / Math.max(1, part.length)
  const first: Block = { shape: steps > 1 ? [steps] : [], values: target }
  const targets = [first, ...alsoTargets.map((values): Block => ({ shape: [], values }))]
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
  const targets = targetsIn(prepared.preparation)
  return {
    goal,
    targets,
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
    measured: (chosen, outputs, target = 0) => measured(prepared, chosen, outputs, target),
    balancedWeights: () =>
      targets.flatMap(({ goal: own, width }, index) =>
        own === 'regression' ? [] : balanced(rows.train, valuesOf(prepared, index), classesOf(own, width)),
      ),
    classCounts: () => countsIn(rows.train, prepared.target, outputs ?? classes.length),
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
export function measured(prepared: Prepared, rows: Int32Array, outputs: Float32Array, which = 0): MetricInput {
  const all = targetsIn(prepared.preparation)
  const { goal, mean, deviation, width: own } = all[which] as RunTarget
  const target = valuesOf(prepared, which)
  const targets = targetsOf(target, rows, target.length / Math.max(1, prepared.part.length))
  const given = all.length === 1 ? outputs : outputsOf(outputs, all, which)
  // Every step ahead is measured for itself.
  const width = goal === 'regression' ? 1 : own
  if (goal !== 'regression') return { goal, targets, outputs: given, width }
  const original = (value: number) => value * deviation + mean
  return { goal, targets: targets.map(original), outputs: new Float64Array(given).map(original), width }
}

function valuesOf({ target, alsoTargets = [] }: Prepared, which: number): Float32Array {
  return which === 0 ? target : (alsoTargets[which - 1] as Float32Array)
}

/** Of each row the numbers of one target, out of those of all. */
function outputsOf(outputs: Float32Array, targets: readonly RunTarget[], which: number): Float32Array {
  const whole = targets.reduce((sum, { width }) => sum + width, 0)
  const from = targets.slice(0, which).reduce((sum, { width }) => sum + width, 0)
  const { width } = targets[which] as RunTarget
  const rows = outputs.length / whole
  const chosen = new Float32Array(rows * width)
  for (let row = 0; row < rows; row++) {
    for (let at = 0; at < width; at++) chosen[row * width + at] = outputs[row * whole + from + at] as number
  }
  return chosen
}

/** The metrics of every target on these rows by name, as `scores` gives those of one. */
export function namedScores(
  data: Pick<TrainingData, 'targets' | 'measured'>,
  { rows, outputs }: { rows: Int32Array; outputs: Float32Array },
  scores: (input: MetricInput) => Record<string, number>,
): Record<string, number> {
  return Object.fromEntries(
    data.targets.flatMap((target, index) =>
      Object.entries(scores(data.measured(rows, outputs, index))).map(([name, value]) => {
        return [metricNameOf(name, target, index), value] as const
      }),
    ),
  )
}

/** The targets of `rows`, `steps` of each: every step ahead is measured for itself. */
function targetsOf(target: Float32Array, rows: Int32Array, steps: number): Float64Array {
  // By plain loops: this is done after every epoch, and a fast one has a hundred thousand rows a second.
  const chosen = new Float64Array(rows.length * steps)
  if (steps <= 1)
    for (let place = 0; place < rows.length; place += 1) chosen[place] = target[rows[place] as number] as number
  else rows.forEach((row, place) => chosen.set(target.subarray(row * steps, (row + 1) * steps), place * steps))
  return chosen
}

function countsIn(rows: Int32Array, target: Float32Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0)
  for (const row of rows) {
    const code = target[row] as number
    counts[code] = (counts[code] ?? 0) + 1
  }
  return counts
}

function balanced(rows: Int32Array, target: Float32Array, classes: number): number[] {
  return countsIn(rows, target, classes).map((count) => (count === 0 ? 0 : rows.length / (classes * count)))
}
