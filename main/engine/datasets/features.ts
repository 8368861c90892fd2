// From columns to the input matrix: fits the steps of each feature on the training rows, and applies fitted steps.
import { withDefaults } from '../../../shared/fields'
import type { FittedStep } from '../../../shared/records'
import type { AssignedColumn } from './assignments'
import type { Pieces } from './pieces'
import { readAs, recipeStep, stepsOf } from './recipe'
import type { ChosenStep, ColumnValues, StepOutput, StepTarget } from './recipe'
import { namesOf, spread, widthOf } from './recipe/outputs'

/** The columns to predict from. */
export function featuresOf<C extends Pick<AssignedColumn, 'role' | 'type' | 'steps'>>({
  columns,
}: {
  columns: readonly C[]
}): C[] {
  return columns.filter((column) => column.role === 'feature' && stepsOf(column).length > 0)
}

export interface FittedColumn {
  steps: FittedStep[]
  /** What the training rows get, when that is not what the steps make of them: one column for each input. */
  training: ColumnValues[] | null
}

/** Fits the steps of each feature; `trainingOf` gives the training rows of that number. */
export function* fitColumns(
  features: readonly Pick<AssignedColumn, 'type' | 'steps'>[],
  trainingOf: (index: number) => ColumnValues,
  target: StepTarget,
): Pieces<FittedColumn[]> {
  const fitted: FittedColumn[] = []
  for (const [index, column] of features.entries()) {
    yield { done: index, total: features.length }
    fitted.push(fitColumn(trainingOf(index), stepsOf(column), target))
  }
  return fitted
}

/** Fits steps in order, each on what the one before made of the training rows. */
export function fitColumn(training: ColumnValues, chosen: readonly ChosenStep[], target: StepTarget): FittedColumn {
  const steps: FittedStep[] = []
  let outputs: StepOutput[] = [training]
  let own = false
  chosen.forEach(({ step, settings }, index) => {
    const entry = recipeStep(step)
    const [first, ...others] = outputs
    if (entry === undefined || first === undefined || first.kind === 'sparse') return
    const complete = withDefaults(entry.fields, settings)
    const learnt = entry.fit(first, complete, target)
    steps.push({ step, column: training.name, settings, learnt })
    const made = entry.forTraining?.(first, complete, target)
    own ||= made !== undefined
    // Nobody looks at what the last step makes of the training rows, unless they are to get just that.
    if (own || index < chosen.length - 1) outputs = [...(made ?? entry.apply(first, learnt)), ...others]
  })
  return { steps, training: own ? spread(outputs) : null }
}

/** What the fitted steps make of a column: one or more inputs. */
export function applySteps(column: ColumnValues, steps: readonly FittedStep[]): StepOutput[] {
  let outputs: StepOutput[] = [column]
  for (const { step, learnt } of steps) {
    const [first, ...others] = outputs
    if (first === undefined || first.kind === 'sparse') continue
    outputs = [...(recipeStep(step)?.apply(first, learnt) ?? []), ...others]
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
    applySteps(rowless(name, group), group).flatMap((output) => namesOf(output)),
  )
}

/** The values of a column in the rows from `first` up to `end`. */
export type RowsOf = (first: number, end: number) => ColumnValues

/** So many rows of a few dozen inputs stay in the processor's cache while column after column is written into them. */
const blockRows = 8192

export interface Features {
  /** Row-major, `count` x `width`. */
  features: Float32Array
  /** Columns with inputs that are missing or too large for float32, in how many rows of an input at most. */
  gaps: { column: string; count: number }[]
}

/**
 * The input matrix in float32. `rowsOf` is asked once for each column. Inputs are made by blocks of rows, so that never
 * more than a block of them is in memory beside the matrix.
 */
export function* buildFeatures(
  steps: readonly FittedStep[],
  size: { count: number; width: number },
  rowsOf: (name: string, kind: ColumnValues['kind']) => RowsOf,
): Pieces<Features> {
  const { count, width } = size
  const features = new Float32Array(count * width)
  const groups = [...stepsByColumn(steps)]
  const columns = groups.map(([name, group]) => ({ name, group, rows: rowsOf(name, readAs(group)), gaps: 0 }))
  for (let first = 0; first < count; first += blockRows) {
    const block = features.subarray(first * width, Math.min(count, first + blockRows) * width)
    let place = 0
    for (const column of columns) {
      let gaps = 0
      for (const output of applySteps(column.rows(first, Math.min(count, first + blockRows)), column.group)) {
        gaps = Math.max(gaps, writeOutput(block, output, { place, width }))
        place += widthOf(output)
      }
      column.gaps += gaps
    }
    yield { done: Math.min(count, first + blockRows), total: count }
  }
  const gaps = columns.filter((column) => column.gaps > 0)
  return { features, gaps: gaps.map(({ name, gaps: found }) => ({ column: name, count: found })) }
}

/** Returns how many numbers are not finite. */
function writeOutput(
  block: Float32Array,
  output: StepOutput,
  { place, width }: { place: number; width: number },
): number {
  if (output.kind === 'words') return 0
  const { values } = output
  let gaps = 0
  if (output.kind === 'numbers') {
    for (let row = 0, at = place; row < values.length; row++, at += width) {
      block[at] = values[row] as number
      if (!Number.isFinite(block[at])) gaps += 1
    }
    return gaps
  }
  const { rows, places } = output
  for (let entry = 0; entry < rows.length; entry++) {
    block[(rows[entry] as number) * width + place + (places[entry] as number)] = values[entry] as number
  }
  return gaps
}

/** The chosen rows of a column. */
export function pickRows(column: ColumnValues, rows: Int32Array): ColumnValues {
  const count = rows.length
  if (column.kind === 'words') {
    const words = new Array<string | null>(count)
    for (let place = 0; place < count; place++) words[place] = column.values[rows[place] as number] ?? null
    return { ...column, values: words }
  }
  const values = new Float64Array(count)
  for (let place = 0; place < count; place++) values[place] = column.values[rows[place] as number] ?? NaN
  return { ...column, values }
}

function rowless(name: string, group: readonly FittedStep[]): ColumnValues {
  return readAs(group) === 'words'
    ? { kind: 'words', name, values: [] }
    : { kind: 'numbers', name, values: new Float64Array(0) }
}
