// The profile of an imported table: for each column what is missing, how many values differ, their range and the commonest.
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Column } from '../../../../shared/records'
import { guessType } from '../columnTypes'
import type { StoredColumn } from './columns'
import { checkSignal } from './context'
import type { ReadContext } from './context'
import { identifier, numbersOf, rowsOf } from './sql'

const exactRows = 1_000_000
/** Above `exactRows` rows, the commonest values of columns with more distinct values than this are not looked for. */
const mostGrouped = 100_000
const batch = 50

/** Profiles `columns` of `table` (an SQL table expression). Counts are exact up to a million rows. */
export async function profileColumns(
  connection: DuckDBConnection,
  table: string,
  columns: StoredColumn[],
  context: ReadContext,
): Promise<Column[]> {
  const [rows = 0] = (await numbersOf(connection, `SELECT count(*)::DOUBLE FROM ${table}`)).map((n) => n ?? 0)
  const summaries = await summariesOf(connection, table, columns, context)
  const profiled: Column[] = []
  for (const [index, column] of columns.entries()) {
    checkSignal(context.signal)
    context.progress?.('profile', index, columns.length)
    const summary = summaries[index] as (number | null)[]
    const [present, approximate, min, max, mean, deviation] = summary
    const common = await commonValues(connection, table, column.name, rows > exactRows ? (approximate ?? 0) : 0)
    const distinct = common.distinct ?? approximate ?? 0
    const evidence = { ...column, present: present ?? 0, distinct, top: common.top }
    profiled.push({
      name: column.name,
      storage: column.storage,
      type: guessType(evidence),
      missing: rows - (present ?? 0),
      distinct,
      min: min ?? null,
      max: max ?? null,
      mean: mean ?? null,
      deviation: deviation ?? null,
      top: common.top,
    })
  }
  return profiled
}

/** One pass over the table for a batch of columns: present, about how many distinct, min, max, mean, deviation. */
async function summariesOf(
  connection: DuckDBConnection,
  table: string,
  columns: StoredColumn[],
  context: ReadContext,
): Promise<(number | null)[][]> {
  const summaries: (number | null)[][] = []
  for (let first = 0; first < columns.length; first += batch) {
    checkSignal(context.signal)
    const part = columns.slice(first, first + batch)
    const flat = await numbersOf(connection, `SELECT ${part.flatMap(aggregates).join(', ')} FROM ${table}`)
    part.forEach((_, index) => summaries.push(flat.slice(index * 6, index * 6 + 6)))
  }
  return summaries
}

function aggregates({ name, storage }: StoredColumn): string[] {
  const column = identifier(name)
  const common = [`count(${column})::DOUBLE`, `approx_count_distinct(${column})::DOUBLE`]
  if (storage !== 'BIGINT' && storage !== 'DOUBLE') return [...common, 'NULL', 'NULL', 'NULL', 'NULL']
  const number = `${column}::DOUBLE`
  return [...common, `min(${number})`, `max(${number})`, ...['avg', 'stddev_samp'].map((name) => safe(name, number))]
}

/** Squares of numbers above 1e154 overflow, which DuckDB refuses: a column with such numbers is worked out on a smaller scale. */
function safe(aggregate: string, number: string): string {
  const usual = `${aggregate}(${number}) FILTER (abs(${number}) < 1e140)`
  return `CASE WHEN max(abs(${number})) < 1e140 THEN ${usual} ELSE ${aggregate}(${number} / 1e200) * 1e200 END`
}

async function commonValues(
  connection: DuckDBConnection,
  table: string,
  name: string,
  approximate: number,
): Promise<Pick<Column, 'top'> & { distinct: number | null }> {
  if (approximate > mostGrouped) return { top: [], distinct: null }
  const rows = await rowsOf(
    connection,
    `WITH counted AS (SELECT ${identifier(name)} AS value, count(*) AS times FROM ${table}
       WHERE ${identifier(name)} IS NOT NULL GROUP BY 1)
     SELECT value::VARCHAR, times::DOUBLE, (SELECT count(*) FROM counted)::DOUBLE
     FROM counted ORDER BY times DESC, value LIMIT 20`,
  )
  const top = rows.map(([value, times]) => ({ value: String(value), count: Number(times) }))
  return { top, distinct: Number(rows[0]?.[2] ?? 0) }
}
