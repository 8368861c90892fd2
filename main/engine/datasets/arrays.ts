// From whole columns, rows with a target and their parts to the arrays that a network learns from.
import type { Problem } from '../../../shared/contract/errors'
import type { PrepareSpec } from '../../../shared/contract/worker'
import { parts } from '../../../shared/records'
import type { FittedStep, Part, Preparation, PreparedTarget } from '../../../shared/records'
import type { Prepared } from '../workspace/prepared'
import { buildFeatures, featuresOf, fitColumns, inputNames, pickRows } from './features'
import type { FittedColumn, RowsOf } from './features'
import { furtherTargets } from './furtherTargets'
import { partOf } from './pieces'
import type { Pieces } from './pieces'
import type { ColumnValues } from './recipe'
import { sampleRows } from './sampling'
import { partCodes } from './splits'
import { scaleTarget, stepTargetOf } from './target'
import type { Target } from './target'
import * as say from './prepareProblems'
import { readWeights, weightColumnOf } from './weights'

interface Table {
  /** The target, the features, the weight when there is one, and others. */
  columns: readonly ColumnValues[]
  spec: PrepareSpec
  target: Target
  /** Further targets, aligned with the first. */
  further: readonly Target[]
  /** Part codes of the rows of the target. */
  part: Uint8Array
}

/**
 * Fits on the training rows as they are in the table, then balances them, then applies; the arrays have a row for each
 * that is used. The last two thirds of preparing, the parts being known.
 */
export function* makeArrays({
  columns,
  spec,
  target,
  further,
  part,
}: Table): Pieces<{ prepared: Prepared | null; problems: Problem[] }> {
  const training = placesOfTraining(part)
  const fitted = yield* partOf(fitFeatures({ columns, spec, target }, training), 1, 3)
  const steps = fitted.flatMap((column) => column.steps)
  const inputs = inputNames(steps)
  const sampled = sampleRows(target, part, spec.sampling)
  const used = rowsUsed(sampled.places, target, part)
  const weights = weightsOf({ columns, spec }, used.rows, used.part)
  const size = { count: used.rows.length, width: inputs.length }
  const tooLarge = size.count * size.width > say.mostNumbers ? [say.tooManyInputs(size.count, size.width)] : []
  const problems = [...sampled.problems, ...weights.problems, ...tooLarge]
  if (problems.some(({ severity }) => severity === 'error')) return { prepared: null, problems }
  const byName = new Map(featuresOf(spec).map(({ name }, index) => [name, columns[index + 1] as ColumnValues]))
  const building = buildFeatures(steps, size, (name) => rowsOf(byName.get(name) as ColumnValues, used.rows))
  const { features, gaps } = yield* partOf(building, 2, 3)
  if (gaps.length > 0) return { prepared: null, problems: [...problems, ...gaps.map(say.notFilled)] }
  writeOwn(features, size.width, fitted, { training, places: sampled.places })
  const scaled = scaleTarget(target, training)
  const more = further.map((one) => scaleTarget(one, training))
  const dropped = (columns[0]?.values.length ?? 0) - target.rows.length
  const preparation = describe({
    steps,
    inputs,
    target,
    part: used.part,
    dropped,
    name: columns[0]?.name ?? '',
    scaled,
    ...(further.length === 0 ? {} : { more: furtherOf({ spec, further }, more) }),
  })
  const chosenRows = (floats: Float32Array) => (sampled.places === null ? floats : pickFloats(floats, sampled.places))
  const weight = weights.weight === null ? {} : { weight: weights.weight }
  const alsoTargets = more.length === 0 ? {} : { alsoTargets: more.map(({ values }) => chosenRows(values)) }
  const arrays = {
    features,
    target: chosenRows(scaled.values),
    part: used.part,
    row: used.rows,
    ...weight,
    ...alsoTargets,
  }
  return { prepared: { preparation, ...arrays }, problems }
}

interface UsedRows {
  /** Numbers of the rows in the table. */
  rows: Int32Array
  part: Uint8Array
}

function rowsUsed(places: Int32Array | null, target: Target, part: Uint8Array): UsedRows {
  if (places === null) return { rows: target.rows, part }
  const chosen = Uint8Array.from(places, (place) => part[place] as number)
  return { rows: places.map((place) => target.rows[place] as number), part: chosen }
}

function pickFloats(values: Float32Array, places: Int32Array): Float32Array {
  return Float32Array.from(places, (place) => values[place] as number)
}

function placesOfTraining(part: Uint8Array): Int32Array {
  const places = new Int32Array(part.length)
  let count = 0
  for (let place = 0; place < part.length; place++) if (part[place] === partCodes.train) places[count++] = place
  return places.slice(0, count)
}

function fitFeatures(
  { columns, spec, target }: Pick<Table, 'columns' | 'spec' | 'target'>,
  training: Int32Array,
): Pieces<FittedColumn[]> {
  const rows = training.map((place) => target.rows[place] as number)
  const trainingOf = (index: number) => pickRows(columns[index + 1] as ColumnValues, rows)
  return fitColumns(featuresOf(spec), trainingOf, stepTargetOf(target, training))
}

function rowsOf(column: ColumnValues, rows: Int32Array): RowsOf {
  return (first, end) => pickRows(column, rows.subarray(first, end))
}

/** Puts what training rows get of their own, such as codes by other folds, in place of what the fitted steps made of them. */
export function writeOwn(
  features: Float32Array,
  width: number,
  fitted: readonly FittedColumn[],
  { training, places }: { training: Int32Array; places: Int32Array | null },
): void {
  if (fitted.every((column) => column.training === null)) return
  const order = new Map<number, number>()
  training.forEach((place, index) => order.set(place, index))
  let at = 0
  for (const column of fitted) {
    column.training?.forEach(({ values }, output) => {
      for (let row = 0; row < features.length / width; row++) {
        const index = order.get(places?.[row] ?? row)
        if (index !== undefined) features[row * width + at + output] = Number(values[index])
      }
    })
    at += inputNames(column.steps).length
  }
}

function weightsOf({ columns, spec }: Pick<Table, 'columns' | 'spec'>, rows: Int32Array, part: Uint8Array) {
  if (weightColumnOf(spec.columns) === undefined) return { weight: null, problems: [] }
  return readWeights(columns[featuresOf(spec).length + 1] as ColumnValues, rows, part)
}

function furtherOf(
  { spec, further }: Pick<Table, 'spec' | 'further'>,
  scaled: readonly { mean: number; deviation: number }[],
): PreparedTarget[] {
  const names = furtherTargets(spec).map(({ name }) => name)
  return further.map(({ goal, classes }, index) => {
    const { mean = 0, deviation = 1 } = scaled[index] ?? {}
    return { column: names[index] ?? '', goal, classes, mean, deviation }
  })
}

interface Described {
  steps: FittedStep[]
  inputs: string[]
  target: Target
  part: Uint8Array
  dropped: number
  name: string
  scaled: { mean: number; deviation: number }
  more?: PreparedTarget[]
}

function describe({ steps, inputs, target, part, dropped, name, scaled, more }: Described): Preparation {
  const { goal, classes } = target
  const counts = Object.fromEntries(parts.map((which, code) => [which, countOf(part, code)])) as Record<Part, number>
  return {
    schemaVersion: 1,
    facts: {
      ...{ goal, width: inputs.length, inputs, classes, counts, droppedRows: dropped },
      ...(more && { alsoTargets: more.map((one) => ({ column: one.column, goal: one.goal, classes: one.classes })) }),
    },
    steps,
    target: { column: name, goal, classes, mean: scaled.mean, deviation: scaled.deviation },
    ...(more && { alsoTargets: more }),
  }
}

function countOf(part: Uint8Array, code: number): number {
  let count = 0
  for (let place = 0; place < part.length; place++) if (part[place] === code) count += 1
  return count
}
