// From columns to the input matrix: fits the steps of each feature on the training rows, and applies fitted steps.
import type { FittedStep } from '../../../shared/records'
import { readAs, recipeStep, stepsOf } from './recipe'
import type { ChosenStep, ColumnValues } from './recipe'
import { withDefaults } from '../../../shared/fields'
import type { AssignedColumn } from './assignments'

/** The columns to predict from, as far as their types can be used. */
export function featuresOf<C extends Pick<AssignedColumn, 'role' | 'type' | 'steps'>>({
  columns,
}: {
  columns: readonly C[]
}): C[] {
  return columns.filter((column) => column.role === 'feature' && stepsOf(column).length > 0)
}

/** Fits steps in order, each on what the one before made of the training rows. */
export function fitColumn(training: ColumnValues, steps: readonly ChosenStep[]): FittedStep[] {
  let current = training
  return steps.flatMap(({ step, settings }) => {
    const entry = recipeStep(step)
    if (entry === undefined) return []
    const learnt = entry.fit(current, withDefaults(entry.fields, settings))
    current = entry.apply(current, learnt)[0] ?? current
    return [{ step, column: training.name, settings, learnt }]
  })
}

/** What the fitted steps make of a column: one or more inputs. */
export function applySteps(column: ColumnValues, steps: readonly FittedStep[]): ColumnValues[] {
  let outputs: ColumnValues[] = [column]
  for (const { step, learnt } of steps) {
    const [first, ...others] = outputs
    if (first !== undefined) outputs = [...(recipeStep(step)?.apply(first, learnt) ?? []), ...others]
  }
  return outputs
}

/** Fitted steps by column, in the order of the columns' first steps. A Map, since a column may be called `__proto__`. */
export function stepsByColumn(steps: readonly FittedStep[]): Map<string, FittedStep[]> {
  const groups = new Map<string, FittedStep[]>()
  for (const step of steps) {
    const group = groups.get(step.column)
    if (group === undefined) groups.set(step.column, [step])
    else group.push(step)
  }
  return groups
}

/** The names of the inputs that fitted steps give, found by applying them to no rows at all. */
export function inputNames(steps: readonly FittedStep[]): string[] {
  return [...stepsByColumn(steps)].flatMap(([name, group]) =>
    applySteps(rowless(name, group), group).map((output) => output.name),
  )
}

const blockRows = 8192

/**
 * The input matrix, row-major, `count` x `width` in float32. `columnOf` gives the rows' values of a column, once. One-hot
 * inputs are made by blocks of rows, so that never more than a block of them is in memory beside the matrix.
 */
export function buildFeatures(
  steps: readonly FittedStep[],
  size: { count: number; width: number },
  columnOf: (name: string, kind: ColumnValues['kind']) => ColumnValues,
): Float32Array {
  const features = new Float32Array(size.count * size.width)
  let place = 0
  for (const [name, group] of stepsByColumn(steps)) {
    const column = columnOf(name, readAs(group))
    let made = 0
    for (let first = 0; first < size.count; first += blockRows) {
      const outputs = applySteps(sliceRows(column, first, first + blockRows), group)
      outputs.forEach((output, index) =>
        writeInput(features, output, { first, place: place + index, width: size.width }),
      )
      made = outputs.length
    }
    place += made
  }
  return features
}

function writeInput(
  features: Float32Array,
  output: ColumnValues,
  { first, place, width }: { first: number; place: number; width: number },
): void {
  if (output.kind !== 'numbers') return
  const { values } = output
  for (let row = 0; row < values.length; row++) features[(first + row) * width + place] = values[row] as number
}

function sliceRows(column: ColumnValues, first: number, end: number): ColumnValues {
  return column.kind === 'words'
    ? { ...column, values: column.values.slice(first, end) }
    : { ...column, values: column.values.subarray(first, end) }
}

/** The chosen rows of a column. */
export function pickRows(column: ColumnValues, rows: Int32Array): ColumnValues {
  if (column.kind === 'words') {
    return { ...column, values: Array.from(rows, (row) => column.values[row] ?? null) }
  }
  return { ...column, values: Float64Array.from(rows, (row) => column.values[row] ?? NaN) }
}

function rowless(name: string, group: readonly FittedStep[]): ColumnValues {
  return readAs(group) === 'words'
    ? { kind: 'words', name, values: [] }
    : { kind: 'numbers', name, values: new Float64Array(0) }
}
