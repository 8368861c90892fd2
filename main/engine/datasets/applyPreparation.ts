// Applies a stored preparation to new rows of text, as a prediction file has them: exactly what `prepare` did, without fitting.
import type { Problem } from '../../../shared/contract/errors'
import type { Preparation } from '../../../shared/records'
import { missingTokens, plainNumber } from './columnTypes'
import { problem } from './errors'
import { buildFeatures, stepsByColumn } from './features'
import type { ColumnValues } from './recipe'

/** Rows as text, missing values as null, as `Rows` and `Inspection` hold them. */
export interface TextRows {
  columns: readonly string[]
  rows: readonly (readonly (string | null)[])[]
}

/**
 * Features, row-major, rows x `preparation.facts.width` in float32. A column that the rows lack is an error; a word in
 * a column of numbers is taken as missing and counted in a warning.
 */
export function applyPreparation(
  preparation: Preparation,
  text: TextRows,
): { features: Float32Array | null; problems: Problem[] } {
  const places = new Map(text.columns.map((name, index) => [name, index]))
  const missing = [...stepsByColumn(preparation.steps).keys()].filter((name) => !places.has(name))
  if (missing.length > 0) return { features: null, problems: missing.map(missingColumn) }
  const problems: Problem[] = []
  const size = { count: text.rows.length, width: preparation.facts.width }
  const features = buildFeatures(preparation.steps, size, (name, kind) => {
    const cells = text.rows.map((row) => cleanedCell(row[places.get(name) ?? -1]))
    if (kind === 'words') return { kind, name, values: cells.map((cell) => (cell === null ? null : plainNumber(cell))) }
    const column = numbersFrom(name, cells)
    if (column.strangers.length > 0) problems.push(notNumbers(name, column.strangers))
    return column.values
  })
  return { features, problems }
}

/** As importing cleans a cell: a missing token may have one space on either side; then all outer spaces go. */
function cleanedCell(cell: string | null | undefined): string | null {
  const text = cell ?? ''
  const trimmed = text.replace(/^ +| +$/g, '')
  return trimmed === '' || missingTokens.includes(text.replace(/^ | $/g, '')) ? null : trimmed
}

function numbersFrom(name: string, cells: (string | null)[]): { values: ColumnValues; strangers: string[] } {
  const strangers: string[] = []
  const values = Float64Array.from(cells, (cell) => {
    if (cell === null) return NaN
    const value = Number(cell)
    if (Number.isFinite(value)) return value
    strangers.push(cell)
    return NaN
  })
  return { values: { kind: 'numbers', name, values }, strangers }
}

function missingColumn(name: string): Problem {
  return problem(name, [
    'prediction/column-missing',
    {
      en: `The rows have no column "${name}", which the model was trained on.`,
      zh: `数据中没有模型训练时使用的列“${name}”。`,
    },
    { en: 'Add the column; its values may be empty.', zh: '请添加该列，其值可以为空。' },
  ])
}

function notNumbers(name: string, strangers: string[]): Problem {
  return problem(
    name,
    [
      'prediction/not-a-number',
      {
        en: `The column "${name}" holds "${strangers[0] ?? ''}" where a number was expected; "${strangers.length}" such values count as missing.`,
        zh: `列“${name}”中出现“${strangers[0] ?? ''}”，应为数值；共有“${strangers.length}”个这样的值按缺失处理。`,
      },
      { en: 'Mend these values when they should be numbers.', zh: '如果它们本应是数值，请修正。' },
    ],
    'warning',
  )
}
