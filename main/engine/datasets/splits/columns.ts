// Which columns a split reads, and how their values reach its kind: the bridge between the table and the registry.
import type { Problem } from '../../../../shared/contract/errors'
import { isShown } from '../../../../shared/fields'
import type { Settings } from '../../../../shared/fields/field'
import type { ColumnType } from '../../../../shared/records'
import type { ColumnValues } from '../recipe'
import type { ColumnNeed, SplitColumn, SplitInput, SplitKind } from './kind'
import { columnNotChosen, noSplitColumn, notATime } from './problems'
import { readTimes } from './times'

/** A column of the table that a split reads. */
export interface SplitRead {
  need: ColumnNeed
  name: string
  kind: ColumnValues['kind']
}

interface TableColumn {
  name: string
  type: ColumnType
  role: string
}

/** The columns that the kind reads with these settings (every field filled), and what is wrong with their names. */
export function readsOf(
  kind: SplitKind,
  settings: Settings,
  columns: readonly TableColumn[],
): { reads: SplitRead[]; problems: Problem[] } {
  const reads: SplitRead[] = []
  const problems: Problem[] = []
  for (const need of kind.needs ?? []) {
    const field = kind.fields.find(({ name }) => name === need.field)
    if (field === undefined || !isShown(field, settings)) continue
    const wanted = String(settings[need.field] ?? '')
    const column = columns.find(({ name, role }) => (wanted === '' ? role === need.role : name === wanted))
    if (column !== undefined) reads.push({ need, name: column.name, kind: kindOf(need, column.type) })
    else if (wanted !== '') problems.push(noSplitColumn(need.field, wanted))
    else if (need.optional !== true) problems.push(columnNotChosen(need.field, kind.label, field.label))
  }
  return { reads, problems }
}

/** Whole columns, in the order of `reads`, as the kind gets them: `rows` of each. */
export function splitColumns(
  reads: readonly SplitRead[],
  values: readonly ColumnValues[],
  rows: Int32Array,
): { columns: Map<string, SplitColumn>; problems: Problem[] } {
  const columns = new Map<string, SplitColumn>()
  const problems: Problem[] = []
  for (const [index, { need, name }] of reads.entries()) {
    const column = values[index]
    if (column === undefined) continue
    if (need.as === 'words') {
      columns.set(need.field, { as: 'words', name, values: Array.from(rows, (row) => wordAt(column, row)) })
      continue
    }
    const times = readTimes(column)
    if (times.strange !== null) problems.push(notATime(need.field, name, times.strange))
    columns.set(need.field, {
      as: 'times',
      name,
      values: Float64Array.from(rows, (row) => times.values[row] as number),
    })
  }
  return { columns, problems }
}

/** The words of the column that a field names; none when it names none. */
export function wordsOf(input: SplitInput, field: string): (string | null)[] {
  const column = input.columns.get(field)
  return column?.as === 'words' ? column.values : []
}

/** The times of the column that a field names; null when it names none. */
export function timesOf(input: SplitInput, field: string): Float64Array | null {
  const column = input.columns.get(field)
  return column?.as === 'times' ? column.values : null
}

/** The rows that have a value in every column for which the kind wants one, and the columns that lack some; null when none does. */
export function completeRows(
  input: SplitInput,
  needs: readonly ColumnNeed[],
): { rows: Int32Array; lacking: string } | null {
  const wanted = needs.filter(({ judged }) => judged !== true).flatMap(({ field }) => input.columns.get(field) ?? [])
  const lacking = new Set<string>()
  const rows = Int32Array.from({ length: input.count }, (_, row) => row).filter((row) => {
    const without = wanted.filter((column) => isMissing(column, row))
    for (const { name } of without) lacking.add(name)
    return without.length === 0
  })
  return rows.length === input.count ? null : { rows, lacking: [...lacking].join(', ') }
}

/** The input of some of its rows alone. */
export function inputOf(input: SplitInput, rows: Int32Array): SplitInput {
  const columns = [...input.columns].map(([field, column]) => [field, pick(column, rows)] as const)
  return {
    count: rows.length,
    strata: rows.map((row) => input.strata[row] as number),
    classes: input.classes,
    rows: rows.map((row) => input.rows[row] as number),
    total: input.total,
    columns: new Map(columns),
  }
}

function pick(column: SplitColumn, rows: Int32Array): SplitColumn {
  if (column.as === 'words') return { ...column, values: Array.from(rows, (row) => column.values[row] ?? null) }
  return { ...column, values: Float64Array.from(rows, (row) => column.values[row] as number) }
}

function isMissing(column: SplitColumn, row: number): boolean {
  return column.as === 'words' ? (column.values[row] ?? null) === null : Number.isNaN(column.values[row])
}

function wordAt(column: ColumnValues, row: number): string | null {
  if (column.kind === 'words') return column.values[row] ?? null
  const value = column.values[row] as number
  return Number.isNaN(value) ? null : String(value)
}

function kindOf({ as }: ColumnNeed, type: ColumnType): ColumnValues['kind'] {
  return as === 'times' && type === 'number' ? 'numbers' : 'words'
}
