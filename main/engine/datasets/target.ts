// The target of preparation: which rows have one, which classes there are, in which order, and how rows are grouped by it.
import type { Goal } from '../../../shared/records'
import { orderClasses } from './columnTypes'
import { momentsOf } from './recipe'
import type { ColumnValues, StepTarget } from './recipe'

export interface Target {
  goal: Goal
  classes: string[]
  /** Indices of the rows that have a target, in the order of the table. */
  rows: Int32Array
  /** For each of these rows its class code, or its number. */
  values: Float64Array
}

/** The target's classes or numbers. Words are classes; numbers are classes only when there are two of them. */
export function readTarget(column: ColumnValues): Target {
  const rows = presentRows(column)
  if (column.kind === 'numbers') {
    const values = Float64Array.from(rows, (row) => column.values[row] as number)
    const distinct = firstDistinct(values, 3)
    if (distinct.length !== 2) return { goal: 'regression', classes: [], rows, values }
    const [low = 0, high = 0] = distinct.sort((a, b) => a - b)
    const codes = values.map((value) => (value === high ? 1 : 0))
    return { goal: 'binary', classes: [String(low), String(high)], rows, values: codes }
  }
  const words = Array.from(rows, (row) => column.values[row] as string)
  const classes = orderClasses([...new Set(words)])
  const codes = new Map(classes.map((word, code) => [word, code]))
  const values = Float64Array.from(words, (word) => codes.get(word) ?? 0)
  return { goal: classes.length === 2 ? 'binary' : 'multiclass', classes, rows, values }
}

/** How many different values the target has, counted up to three for numbers. */
export function distinctTargets(target: Target): number {
  return target.goal === 'regression' ? firstDistinct(target.values, 3).length : target.classes.length
}

/** The stratum of each row: its class code, or for a number which tenth of the sorted values it falls into. */
export function strataOf(target: Target, bins = 10): Int32Array {
  if (target.goal !== 'regression') return Int32Array.from(target.values)
  const sorted = target.values.slice().sort()
  const edges = Array.from({ length: bins - 1 }, (_, index) => {
    return sorted[Math.floor(((index + 1) * sorted.length) / bins)] ?? Infinity
  })
  return Int32Array.from(target.values, (value) => edges.filter((edge) => value >= edge).length)
}

/** Class codes as they are; numbers standardised by the training rows' mean and population deviation. */
export function scaleTarget(
  target: Target,
  training: Int32Array,
): { values: Float32Array; mean: number; deviation: number } {
  if (target.goal !== 'regression') return { values: Float32Array.from(target.values), mean: 0, deviation: 1 }
  const { mean, deviation } = momentsOf(Float64Array.from(training, (row) => target.values[row] as number))
  return { values: Float32Array.from(target.values, (value) => (value - mean) / deviation), mean, deviation }
}

/** What steps that learn from the target are told of the training rows: class codes, or deviations from their mean. */
export function stepTargetOf(
  target: Pick<Target, 'goal' | 'values'> & { classes: readonly string[] },
  training: Int32Array,
): StepTarget {
  const values = Float64Array.from(training, (row) => target.values[row] as number)
  const { goal, classes } = target
  if (goal !== 'regression') return { goal, classes, values }
  const { mean, deviation } = momentsOf(values)
  return { goal, classes, values: values.map((value) => (value - mean) / deviation) }
}

function presentRows(column: ColumnValues): Int32Array {
  const rows: number[] = []
  if (column.kind === 'words') column.values.forEach((word, row) => word !== null && rows.push(row))
  else column.values.forEach((value, row) => !Number.isNaN(value) && rows.push(row))
  return Int32Array.from(rows)
}

function firstDistinct(values: Float64Array, limit: number): number[] {
  const found = new Set<number>()
  for (const value of values) {
    found.add(value)
    if (found.size === limit) break
  }
  return [...found]
}
