// Applies a stored preparation to new rows of text, as a prediction file has them: exactly what `prepare` did, without fitting.
import type { Problem } from '../../../shared/contract/errors'
import type { FittedStep, Preparation } from '../../../shared/records'
import { missingTokens, plainNumber } from './columnTypes'
import { buildFeatures, stepsByColumn } from './features'
import { finished } from './pieces'
import { recipeStep } from './recipe'
import type { ColumnValues } from './recipe'
import { filledColumn, missingColumn, notDates, notFilled, notNumbers, unseenWords } from './predictionProblems'

/** Rows as text, missing values as null, as `Rows` and `Inspection` hold them. */
export interface TextRows {
  columns: readonly string[]
  rows: readonly (readonly (string | null)[])[]
}

/** What becomes of a column that the rows lack: they are refused, or it counts as missing in all of them. */
export type LackingColumns = 'refuse' | 'fill'

/**
 * Features, row-major, rows x `preparation.facts.width` in float32; null when a problem is an error. What the rows hold
 * that training did not is taken as the steps have it and counted in a warning for each column: words in a column of
 * numbers and what is no date count as missing, words never seen as unknown ones.
 */
export function applyPreparation(
  preparation: Preparation,
  text: TextRows,
  lacking: LackingColumns = 'refuse',
): { features: Float32Array | null; problems: Problem[] } {
  const places = new Map(text.columns.map((name, index) => [name, index]))
  const groups = stepsByColumn(preparation.steps)
  const missing = [...groups.keys()].filter((name) => !places.has(name))
  const problems: Problem[] = missing.map(
    lacking === 'refuse' || missing.length === groups.size ? missingColumn : filledColumn,
  )
  if (problems.some(({ severity }) => severity === 'error')) return { features: null, problems }
  const size = { count: text.rows.length, width: preparation.facts.width }
  const pieces = buildFeatures(preparation.steps, size, (name, kind) => {
    const cells = text.rows.map((row) => cleanedCell(row[places.get(name) ?? -1]))
    const { column, found } =
      kind === 'words' ? wordsFrom(name, cells, groups.get(name) ?? []) : numbersFrom(name, cells)
    problems.push(...found)
    return (first, end) =>
      column.kind === 'words'
        ? { ...column, values: column.values.slice(first, end) }
        : { ...column, values: column.values.subarray(first, end) }
  })
  const { features, gaps } = finished(pieces)
  problems.push(...gaps.map(notFilled))
  return { features: gaps.length > 0 ? null : features, problems }
}

/** As importing cleans a cell: a missing token may have one space on either side; then all outer spaces go. */
export function cleanedCell(cell: string | null | undefined): string | null {
  const text = cell ?? ''
  const trimmed = text.replace(/^ +| +$/g, '')
  return trimmed === '' || missingTokens.includes(text.replace(/^ | $/g, '')) ? null : trimmed
}

interface Read {
  column: ColumnValues
  found: Problem[]
}

function numbersFrom(name: string, cells: readonly (string | null)[]): Read {
  const strangers: string[] = []
  const values = Float64Array.from(cells, (cell) => {
    if (cell === null) return NaN
    const value = Number(cell)
    if (Number.isFinite(value)) return value
    strangers.push(cell)
    return NaN
  })
  return {
    column: { kind: 'numbers', name, values },
    found: strangers.length === 0 ? [] : [notNumbers(name, strangers)],
  }
}

function wordsFrom(name: string, cells: readonly (string | null)[], steps: readonly FittedStep[]): Read {
  const values = cells.map((cell) => (cell === null ? null : plainNumber(cell)))
  const judge = steps.find(({ step }) => recipeStep(step)?.unfit !== undefined)
  const unfit = judge === undefined ? undefined : recipeStep(judge.step)?.unfit
  if (judge === undefined || unfit === undefined) return { column: { kind: 'words', name, values }, found: [] }
  const strangers = values.filter((word) => word !== null && unfit.is(word, judge.learnt)) as string[]
  const told = unfit.what === 'unseen' ? unseenWords : notDates
  return { column: { kind: 'words', name, values }, found: strangers.length === 0 ? [] : [told(name, strangers)] }
}
