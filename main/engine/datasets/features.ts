// From columns to the input matrix: fits the steps of each feature on the training rows, and applies fitted steps.
import type { FittedStep } from '../../../shared/records'
import { recipeStep, stepsByType } from './recipe'
import type { ColumnValues } from './recipe'
import type { AssignedColumn } from './assignments'

/** Fits the steps that the column's type asks for, each on what the one before made of the training rows. */
export function fitColumn(training: ColumnValues, type: AssignedColumn['type']): FittedStep[] {
  let current = training
  return stepsByType[type].flatMap(({ step, settings }) => {
    const entry = recipeStep(step)
    if (entry === undefined) return []
    const learnt = entry.fit(current, settings)
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

/**
 * The input matrix, row-major, `count` x `width` in float32. `columnOf` gives the rows' values of a column; the one-hot
 * inputs of one column at a time are in memory.
 */
export function buildFeatures(
  steps: readonly FittedStep[],
  size: { count: number; width: number },
  columnOf: (name: string, kind: ColumnValues['kind']) => ColumnValues,
): Float32Array {
  const { count, width } = size
  const features = new Float32Array(count * width)
  let place = 0
  for (const [name, group] of stepsByColumn(steps)) {
    for (const output of applySteps(columnOf(name, kindOf(group)), group)) {
      if (output.kind === 'numbers') {
        for (let row = 0; row < count; row++) features[row * width + place] = output.values[row] ?? 0
      }
      place++
    }
  }
  return features
}

/** Whether a column is read as numbers or as words: as its first step takes it. */
export function kindOf(group: readonly FittedStep[]): ColumnValues['kind'] {
  return recipeStep(group[0]?.step ?? '')?.takes ?? 'words'
}

/** The chosen rows of a column. */
export function pickRows(column: ColumnValues, rows: Int32Array): ColumnValues {
  if (column.kind === 'words') {
    return { ...column, values: Array.from(rows, (row) => column.values[row] ?? null) }
  }
  return { ...column, values: Float64Array.from(rows, (row) => column.values[row] ?? NaN) }
}

function rowless(name: string, group: readonly FittedStep[]): ColumnValues {
  return kindOf(group) === 'words'
    ? { kind: 'words', name, values: [] }
    : { kind: 'numbers', name, values: new Float64Array(0) }
}
