// Prepares a table for training: parts are assigned, steps fitted on the training part alone, all rows made into arrays.
import type { Problem } from '../../../shared/contract/errors'
import type { PrepareSpec } from '../../../shared/contract/worker'
import type { Prepared } from '../workspace/prepared'
import { makeArrays } from './arrays'
import { checkAssignments, oneClass } from './assignments'
import { checkColumnSteps } from './columnSteps'
import { featuresOf } from './features'
import { readAs, stepsOf } from './recipe'
import type { ColumnValues } from './recipe'
import { assignInPieces, leftOut, splitColumns, splitReads } from './splits'
import type { SplitResult } from './splits'
import { checkFurther, complete, furtherIn, furtherTargets, kindOfTarget, targetOfRows } from './furtherTargets'
import { distinctTargets, readTarget, strataOf } from './target'
import type { Target } from './target'
import { finished, partOf } from './pieces'
import type { Pieces } from './pieces'
import * as say from './prepareProblems'
import { weightColumnOf } from './weights'

export interface PrepareResult {
  /** Null when a problem is an error. */
  prepared: Prepared | null
  problems: Problem[]
}

/** Which columns preparing reads, and how: the target, the features, the weight, further targets, then the columns of the split. */
export function columnsToRead(spec: PrepareSpec): { name: string; kind: ColumnValues['kind'] }[] {
  const targets = spec.columns.filter(({ role }) => role === 'target')
  const weight = weightColumnOf(spec.columns)
  const wanted = [
    ...targets.map(({ name, type }) => ({ name, kind: kindOfTarget(type) })),
    ...featuresOf(spec).map((column) => ({ name: column.name, kind: readAs(stepsOf(column)) })),
    ...(weight === undefined ? [] : [{ name: weight.name, kind: 'numbers' as const }]),
    ...furtherTargets(spec).map(({ name, type }) => ({ name, kind: kindOfTarget(type) })),
  ]
  return [...wanted, ...splitReads(spec.split, spec.columns).reads.map(({ name, kind }) => ({ name, kind }))]
}

/**
 * Pure: from whole columns, in the order of `columnsToRead`, to arrays. Rows without a target are dropped and counted.
 * What is learnt (fill values, vocabularies, means) comes from training rows only.
 */
export function* prepareTable(columns: readonly ColumnValues[], spec: PrepareSpec): Pieces<PrepareResult> {
  const wrong = checkSpec(spec)
  const targetColumn = columns[0]
  if (wrong.some(isError) || targetColumn === undefined) return { prepared: null, problems: wrong }
  const first = readTarget(targetColumn)
  const further = furtherIn(columns, spec)
  const target = complete(first, further)
  const split = yield* partOf(splitInPieces(columns, spec, target), 0, 3)
  const problems = [
    ...wrong,
    ...checkValues(targetColumn, first),
    ...checkFurther(further, target, first),
    ...split.problems,
  ]
  if (problems.some(isError)) return { prepared: null, problems }
  const used = keepParts(target, split.part)
  const lost = say.checkParts(used.target, used.part)
  if (lost.some(isError)) return { prepared: null, problems: [...problems, ...lost] }
  const made = yield* makeArrays({
    columns,
    spec,
    further: further.map((column) => targetOfRows(column, used.target.rows)),
    ...used,
  })
  return { prepared: made.prepared, problems: [...problems, ...lost, ...made.problems] }
}

/** All of it at once. */
export function prepare(columns: readonly ColumnValues[], spec: PrepareSpec): PrepareResult {
  return finished(prepareTable(columns, spec))
}

/** What can be said before any row is read. */
export function checkSpec(spec: PrepareSpec): Problem[] {
  const { reads, problems } = splitReads(spec.split, spec.columns)
  const telling = reads.filter(({ need }) => need.telling === true).map(({ name }) => name)
  const used = spec.columns.filter(({ name, role }) => telling.includes(name) && role !== 'ignore')
  const chosen = featuresOf(spec).map(({ name, steps = [] }) => ({ column: name, steps }))
  const wrong = [...checkAssignments(spec.columns), ...checkColumnSteps(spec.columns, chosen)]
  return [...wrong, ...problems, ...used.map(({ name }) => say.splitColumnUsed(name))]
}

/** The part of each row of the target, from whole columns in the order of `columnsToRead`. */
export function* splitInPieces(
  columns: readonly ColumnValues[],
  spec: PrepareSpec,
  target: Target,
): Pieces<SplitResult> {
  const { reads } = splitReads(spec.split, spec.columns)
  const read = splitColumns(reads, columns.slice(columns.length - reads.length), target.rows)
  if (read.problems.length > 0) return { part: new Uint8Array(target.rows.length), problems: read.problems }
  const { rows } = target
  const sizes = { count: rows.length, total: columns[0]?.values.length ?? 0, rows }
  const classes = target.goal !== 'regression'
  return yield* assignInPieces({ ...sizes, strata: strataOf(target), classes, columns: read.columns }, spec.split)
}

/** Without the rows that the split puts in no part. */
function keepParts(target: Target, part: Uint8Array): { target: Target; part: Uint8Array } {
  if (!part.includes(leftOut)) return { target, part }
  const kept = (_: number, place: number) => part[place] !== leftOut
  const [rows, values] = [target.rows.filter(kept), target.values.filter(kept)]
  return { target: { ...target, rows, values }, part: part.filter(kept) }
}

function checkValues(column: ColumnValues, target: Target): Problem[] {
  const distinct = distinctTargets(target)
  const dropped = column.values.length - target.rows.length
  return [
    ...(distinct < 2 ? [oneClass(column.name, distinct)] : []),
    ...(distinct > say.mostClasses ? [say.manyClasses(column.name, distinct)] : []),
    ...(dropped > 0 ? [say.droppedRows(column.name, dropped)] : []),
  ]
}

function isError({ severity }: Problem): boolean {
  return severity === 'error'
}
