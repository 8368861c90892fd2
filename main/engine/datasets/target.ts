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
    const values = new Float64Array(rows.length)
    for (let place = 0; place < rows.length; place++) values[place] = column.values[rows[place] as number] as number
    const distinct = firstDistinct(values, 3)
    if (distinct.length !== 2) return { goal: 'regression', classes: [], rows, values }
    const [low = 0, high = 0] = distinct.sort((a, b) => a - b)
    const codes = values.map((value) => (value === high ? 1 : 0))
    return { goal: 'binary', classes: [String(low), String(high)], rows, values: codes }
  }
  const firstCodes = new Map<string, number>()
  const values = new Float64Array(rows.length)
  for (let place = 0; place < rows.length; place++) {
    const word = column.values[rows[place] as number] as string
    let code = firstCodes.get(word)
    if (code === undefined) firstCodes.set(word, (code = firstCodes.size))
    values[place] = code
  }
  const classes = orderClasses([...firstCodes.keys()])
  const order = new Map(classes.map((word, code) => [word, code]))
  const codes = Float64Array.from(firstCodes.keys(), (word) => order.get(word) ?? 0)
  for (let place = 0; place < rows.length; place++) values[place] = codes[values[place] as number] as number
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
  if (target.goal !== 'regression') return { values: new Float32Array(target.values), mean: 0, deviation: 1 }
  const { mean, deviation } = momentsOf(chosen(target.values, training))
  return { values: new Float32Array(target.values.map((value) => (value - mean) / deviation)), mean, deviation }
}

/** What steps that learn from the target are told of the training rows: class codes, or deviations from their mean. */
export function stepTargetOf(
  target: Pick<Target, 'goal' | 'values'> & { classes: readonly string[] },
  training: Int32Array,
): StepTarget {
  const values = chosen(target.values, training)
  const { goal, classes } = target
  if (goal !== 'regression') return { goal, classes, values }
  const { mean, deviation } = momentsOf(values)
  return { goal, classes, values: values.map((value) => (value - mean) / deviation) }
}

function chosen(values: Float64Array, rows: Int32Array): Float64Array {
  return new Float64Array(rows).map((row) => values[row] as number)
}

function presentRows(column: ColumnValues): Int32Array {
  const rows = new Int32Array(column.values.length)
  let count = 0
  for (let row = 0; row < rows.length; row++) {
    const present = column.kind === 'words' ? column.values[row] !== null : !Number.isNaN(column.values[row])
    if (present) rows[count++] = row
  }
  return rows.slice(0, count)
}

function firstDistinct(values: Float64Array, limit: number): number[] {
  const found = new Set<number>()
  for (const value of values) {
    found.add(value)
    if (found.size === limit) break
  }
  return [...found]
}
