// Features of rows for a task: fitted on its training rows by the same steps as those of a table.
import type { Problem } from '../../../../shared/contract/errors'
import type { PrepareSpec } from '../../../../shared/contract/worker'
import type { FittedStep, Role } from '../../../../shared/records'
import { writeOwn } from '../arrays'
import { buildFeatures, featuresOf, fitColumns, inputNames, pickRows } from '../features'
import type { Pieces } from '../pieces'
import { notFilled } from '../prepareProblems'
import type { ColumnValues } from '../recipe'
import { partCodes } from '../splits'
import type { FeatureMatrix, TaskRows } from './rows'

export interface FittedFeatures {
  steps: FittedStep[]
  /** Names of the prepared columns. */
  inputs: string[]
  /** By place of `rows`. */
  matrix: FeatureMatrix
  problems: Problem[]
}

const none: FittedFeatures = {
  steps: [],
  inputs: [],
  matrix: { width: 0, values: new Float32Array(0) },
  problems: [],
}

interface Given {
  spec: PrepareSpec
  rows: TaskRows
  /** The role whose column is predicted, for steps that look at the target. */
  predicts: Role
}

/** `columns`: the whole columns of the features, in their order. */
export function* fitFeatures(
  columns: readonly ColumnValues[],
  { spec, rows, predicts }: Given,
): Pieces<FittedFeatures> {
  const features = featuresOf(spec)
  if (features.length === 0) return none
  const places = Int32Array.from(rows.row.keys()).filter((place) => rows.part[place] === partCodes.train)
  const training = places.map((place) => rows.row[place] as number)
  const numbers = rows.numbers(predicts)
  const values = Float64Array.from(places, (place) => numbers?.[place] ?? 0)
  const target = { goal: 'regression' as const, classes: [], values }
  const trainingOf = (index: number) => pickRows(columns[index] as ColumnValues, training)
  const fitted = yield* fitColumns(features, trainingOf, target)
  const steps = fitted.flatMap((column) => column.steps)
  const inputs = inputNames(steps)
  const byName = new Map(features.map(({ name }, index) => [name, columns[index] as ColumnValues]))
  const size = { count: rows.count, width: inputs.length }
  const { features: matrix, gaps } = yield* buildFeatures(
    steps,
    size,
    (name) => (first, end) => pickRows(byName.get(name) as ColumnValues, rows.row.subarray(first, end)),
  )
  writeOwn(matrix, inputs.length, fitted, { training: places, places: Int32Array.from(rows.row.keys()) })
  return { steps, inputs, matrix: { width: inputs.length, values: matrix }, problems: gaps.map(notFilled) }
}
