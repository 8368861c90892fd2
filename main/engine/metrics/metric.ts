// What a metric is: one entry of the metric registry, computed exactly on plain arrays over all rows of a part.
import type { Goal, MetricInfo } from '../../../shared/records'

/** The outcome of a network on some rows, in the target's own units. */
export interface MetricInput {
  goal: Goal
  /** Class codes (the positive class of a binary goal is 1), or the true values. */
  targets: ArrayLike<number>
  /** Row-major: the positive class's probability, a probability a class, or the predicted value. */
  outputs: ArrayLike<number>
  /** Outputs a row: 1, or the number of classes of a multi-class goal. */
  width: number
}

export interface Metric extends Omit<MetricInfo, 'leading'> {
  /** One of the few that a goal is first judged by: measured after every epoch too, and drawn as a curve; the others at the end alone, so that a fast run is not held up by them. */
  eachEpoch: boolean
  /** The value over all rows; null where it is not defined, such as AUC on rows of a single class. */
  compute(input: MetricInput): number | null
}

/** The probability of class `code` on `row`. */
export function probability(input: MetricInput, row: number, code: number): number {
  const { goal, outputs, width } = input
  if (goal !== 'binary') return outputs[row * width + code] as number
  const positive = outputs[row] as number
  return code === 1 ? positive : 1 - positive
}

/** The mean of `value` over the rows of `input`; null without rows. */
export function meanOverRows(input: MetricInput, value: (row: number) => number): number | null {
  const rows = input.targets.length
  if (rows === 0) return null
  let sum = 0
  for (let row = 0; row < rows; row += 1) sum += value(row)
  return sum / rows
}

/** Prediction minus truth on `row`. */
export function errorOf(input: MetricInput, row: number): number {
  return (input.outputs[row] as number) - (input.targets[row] as number)
}
