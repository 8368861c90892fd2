// How many rows are of each class, were called each, and both: what most metrics of classes are computed from.
import type { MetricInput } from './metric'

/** Rows by class code. */
export interface ClassCounts {
  /** Whose class it is. */
  actual: Float64Array
  /** That were taken for it. */
  called: Float64Array
  /** Both. */
  hits: Float64Array
  rows: number
}

/** Binary: positive from a probability of .5 on. Multi-class: the most probable class, the first of equals. */
export function predicted({ goal, outputs, width }: MetricInput, row: number): number {
  if (goal === 'binary') return (outputs[row] as number) >= 0.5 ? 1 : 0
  let best = 0
  for (let code = 1; code < width; code += 1) {
    if ((outputs[row * width + code] as number) > (outputs[row * width + best] as number)) best = code
  }
  return best
}

/** Counts all rows; null where there are none. No table of each class by each: there may be thousands of classes. */
export function classCounts(input: MetricInput): ClassCounts | null {
  const rows = input.targets.length
  if (rows === 0) return null
  const classes = input.goal === 'binary' ? 2 : input.width
  const [actual, called, hits] = [new Float64Array(classes), new Float64Array(classes), new Float64Array(classes)]
  for (let row = 0; row < rows; row += 1) {
    const [truth, guess] = [input.targets[row] as number, predicted(input, row)]
    actual[truth] = (actual[truth] as number) + 1
    called[guess] = (called[guess] as number) + 1
    if (truth === guess) hits[truth] = (hits[truth] as number) + 1
  }
  return { actual, called, hits, rows }
}

export const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)

/** The sum of products, class by class. */
export const products = (a: Float64Array, b: Float64Array): number =>
  a.reduce((total, value, code) => total + value * (b[code] as number), 0)

/**
 * Binary: `value` of the positive class. Multi-class: the unweighted mean over the classes that occur, as truth or as prediction
 * (scikit-learn's `average='macro'`). Null without rows.
 */
export function ofClasses(
  input: MetricInput,
  value: (hits: number, actual: number, called: number) => number,
): number | null {
  const counts = classCounts(input)
  if (counts === null) return null
  const of = (code: number) =>
    value(counts.hits[code] as number, counts.actual[code] as number, counts.called[code] as number)
  if (input.goal === 'binary') return of(1)
  const occurs = (code: number) => (counts.actual[code] as number) + (counts.called[code] as number) > 0
  const codes = [...counts.actual.keys()].filter(occurs)
  return codes.reduce((total, code) => total + of(code), 0) / codes.length
}

/** 0 where there is nothing to divide by, as scikit-learn's `zero_division=0`. */
export const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
