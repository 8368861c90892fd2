// What an import counts of each column: what is missing, how many values differ, their range and the commonest.
// What the Parquet file says by itself is not counted again; the rest is everything that types and roles are guessed from.
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Column } from '../../../../shared/records'
import { guessType } from '../columnTypes'
import type { StoredColumn } from './columns'
import { checkSignal } from './context'
import type { ReadContext } from './context'
import { identifier, literal, numbersOf, rowsOf, tableOf } from './sql'

/** Up to so many rows all is counted exactly. */
const exactRows = 100_000
/** In larger tables, the values of columns with about more distinct ones than this are not counted one by one. */
const mostGrouped = 30_000
/** Aggregates of so many columns are asked for at once, and of so many of a small table, where each query costs more than its rows. */
const [batch, batchOfSmall] = [50, 2000]
/** Up to so many rows, the values of many columns are counted in one query, below each other. */
const smallRows = 10_000
const mostValuesAtOnce = 1_000_000

interface Work {
  connection: DuckDBConnection
  table: string
  rows: number
  context: ReadContext
}

/** Counts the columns of a Parquet file of ours. How many values differ is approximate as `Column.distinct` says. */
export async function profileColumns(
  connection: DuckDBConnection,
  file: string,
  columns: StoredColumn[],
  context: ReadContext,
): Promise<Column[]> {
  const table = tableOf(file)
  const [rows = 0] = (await numbersOf(connection, `SELECT count(*)::DOUBLE FROM ${table}`)).map((n) => n ?? 0)
  const work = { connection, table, rows, context }
  const listed = await listedOf(connection, file, columns)
  const ranges = await rangesOf(work, columns, listed)
  const few = columns.map((_, index) => rows <= exactRows || (listed[index]?.distinct ?? Infinity) <= mostGrouped)
  const summaries = await summariesOf(work, columns, { ranges, few })
  const common = rows <= smallRows ? await commonOfMany(work, columns) : null
  const profiled: Column[] = []
  for (const [index, column] of columns.entries()) {
    checkSignal(context.signal)
    context.progress?.('profile', index, columns.length)
    const [range, summary] = [ranges[index] as Range, summaries[index] as Summary]
    const grouped = few[index] === true || summary.approximate <= mostGrouped
    const facts = grouped
      ? (common?.get(column.name) ?? (await commonValues(work, column.name)))
      : { distinct: distinctOf(column, range, summary), top: [] }
    const { present, min, max } = range
    const { mean, deviation } = summary
    const type = guessType({ ...column, ...facts, present })
    profiled.push({
      ...{ name: column.name, storage: column.storage, type, missing: rows - present },
      ...{ distinct: facts.distinct, min, max, mean, deviation, top: facts.top },
    })
  }
  return profiled
}

interface Range {
  present: number
  min: number | null
  max: number | null
}

interface Summary {
  mean: number | null
  deviation: number | null
  /** About how many values differ; 0 where it is not asked for. */
  approximate: number
}

const isNumeric = ({ storage }: StoredColumn) => storage === 'BIGINT' || storage === 'DOUBLE'

/** The answers stand at the end of the file: without any other aggregate the rows are not read. */
async function rangesOf(work: Work, columns: StoredColumn[], listed: Listed[]): Promise<Range[]> {
  const rows = await inBatches(work, columns, 3, (column, index) => {
    const name = identifier(column.name)
    const range = isNumeric(column) ? [`min(${name})::DOUBLE`, `max(${name})::DOUBLE`] : ['NULL', 'NULL']
    const missing = listed[index]?.missing ?? null
    return [missing === null ? `count(${name})::DOUBLE` : `${work.rows - missing}::DOUBLE`, ...range]
  })
  return rows.map(([present, min, max]) => ({ present: present ?? 0, min: min ?? null, max: max ?? null }))
}

/** What the file says of a column at its end: missing values, and about how many differ. Null where it does not say. */
interface Listed {
  missing: number | null
  distinct: number | null
}

/** Values of lists are listed one by one, so that their columns' missing ones are not known. */
const plainStorages = ['BIGINT', 'DOUBLE', 'DATE', 'TIMESTAMP', 'VARCHAR', 'BOOLEAN']

/** How many differ is added up over the groups of rows, each of which lists its values only where they are few. */
async function listedOf(connection: DuckDBConnection, file: string, columns: StoredColumn[]): Promise<Listed[]> {
  const rows = await rowsOf(
    connection,
    `SELECT column_id::DOUBLE, CASE WHEN count(*) = count(stats_null_count) THEN sum(stats_null_count) END::DOUBLE,
       CASE WHEN count(*) = count(stats_distinct_count) THEN sum(stats_distinct_count) END::DOUBLE
     FROM parquet_metadata(${literal(file)}) GROUP BY 1`,
  )
  const listed = columns.map((): Listed => ({ missing: null, distinct: null }))
  if (!columns.every(({ storage }) => plainStorages.includes(storage))) return listed
  for (const [id, missing, distinct] of rows as [number, number | null, number | null][]) {
    listed[id] = { missing, distinct }
  }
  return listed
}

async function summariesOf(
  work: Work,
  columns: StoredColumn[],
  { ranges, few }: { ranges: Range[]; few: boolean[] },
): Promise<Summary[]> {
  const rows = await inBatches(work, columns, 3, (column, index) => {
    const name = identifier(column.name)
    const approximate = few[index] === true ? '0::DOUBLE' : `approx_count_distinct(${name})::DOUBLE`
    if (!isNumeric(column)) return [approximate, 'NULL', 'NULL']
    const { min, max } = ranges[index] as Range
    // Squares of numbers above 1e154 overflow, which DuckDB refuses: they are worked out on a smaller scale.
    const huge = Math.max(Math.abs(min ?? 0), Math.abs(max ?? 0)) >= 1e140
    const value = huge ? `${name}::DOUBLE / 1e200` : `${name}::DOUBLE`
    return [
      approximate,
      ...['avg', 'stddev_samp'].map((aggregate) => `${aggregate}(${value})${huge ? ' * 1e200' : ''}`),
    ]
  })
  return rows.map(([approximate, mean, deviation]) => {
    return { approximate: approximate ?? 0, mean: mean ?? null, deviation: deviation ?? null }
  })
}

/** One pass over the table for each batch of columns, with so many aggregates a column. */
async function inBatches(
  { connection, table, rows, context }: Work,
  columns: StoredColumn[],
  width: number,
  aggregates: (column: StoredColumn, index: number) => string[],
): Promise<(number | null)[][]> {
  const found: (number | null)[][] = []
  const size = rows <= smallRows ? batchOfSmall : batch
  for (let first = 0; first < columns.length; first += size) {
    checkSignal(context.signal)
    const part = columns.slice(first, first + size)
    const sql = part.flatMap((column, index) => aggregates(column, first + index)).join(', ')
    const flat = await numbersOf(connection, `SELECT ${sql} FROM ${table}`)
    part.forEach((_, index) => found.push(flat.slice(index * width, (index + 1) * width)))
  }
  return found
}

/**
 * The estimate is some percent off. Whole numbers that fill their range with mean and deviation of a count are one:
 * then all of them differ.
 */
function distinctOf(
  column: StoredColumn,
  { present, min, max }: Range,
  { approximate, mean, deviation }: Summary,
): number {
  const most = Math.min(present, approximate)
  if (column.storage !== 'BIGINT' || min === null || max === null || max - min !== present - 1) return most
  const spread = Math.sqrt((present * (present + 1)) / 12)
  const counts = mean === (min + max) / 2 && Math.abs((deviation ?? 0) - spread) < spread * 1e-9
  return counts && approximate > present * 0.9 ? present : most
}

type Common = Pick<Column, 'distinct' | 'top'>
const mostCommon = 20

/** By name; columns of one storage stand below each other, so that equal counts are still in the order of their values. */
async function commonOfMany(work: Work, columns: StoredColumn[]): Promise<Map<string, Common>> {
  const found = new Map<string, Common>()
  const size = Math.max(1, Math.min(batchOfSmall, Math.floor(mostValuesAtOnce / Math.max(1, work.rows))))
  for (const storage of new Set(columns.map((column) => column.storage))) {
    const alike = columns.filter((column) => column.storage === storage)
    for (let first = 0; first < alike.length; first += size) {
      checkSignal(work.context.signal)
      work.context.progress?.('profile', found.size, columns.length)
      const part = alike.slice(first, first + size)
      const commons = await commonOfAlike(work, part)
      part.forEach(({ name }, index) => found.set(name, commons[index] ?? { distinct: 0, top: [] }))
    }
  }
  return found
}

async function commonOfAlike({ connection, table }: Work, columns: StoredColumn[]): Promise<Common[]> {
  const cells = columns.map(({ name }) => identifier(name)).join(', ')
  const rows = await rowsOf(
    connection,
    `WITH long AS (SELECT unnest(range(${columns.length})) AS place, unnest([${cells}]) AS value FROM ${table}),
       counted AS (SELECT place, value, count(*) AS times FROM long WHERE value IS NOT NULL GROUP BY place, value),
       ranked AS (SELECT *, count(*) OVER (PARTITION BY place) AS different,
         row_number() OVER (PARTITION BY place ORDER BY times DESC, value) AS rank FROM counted)
     SELECT place::DOUBLE, value::VARCHAR, times::DOUBLE, different::DOUBLE FROM ranked
     WHERE rank <= ${mostCommon} ORDER BY place, rank`,
  )
  const commons = columns.map((): Common => ({ distinct: 0, top: [] }))
  for (const [place, value, times, different] of rows) {
    const common = commons[Number(place)]
    common?.top.push({ value: String(value), count: Number(times) })
    if (common !== undefined) common.distinct = Number(different)
  }
  return commons
}

async function commonValues({ connection, table }: Work, name: string): Promise<Common> {
  const rows = await rowsOf(
    connection,
    `WITH counted AS (SELECT ${identifier(name)} AS value, count(*) AS times FROM ${table}
       WHERE ${identifier(name)} IS NOT NULL GROUP BY 1)
     SELECT value::VARCHAR, times::DOUBLE, (SELECT count(*) FROM counted)::DOUBLE
     FROM counted ORDER BY times DESC, value LIMIT ${mostCommon}`,
  )
  const top = rows.map(([value, times]) => ({ value: String(value), count: Number(times) }))
  return { top, distinct: Number(rows[0]?.[2] ?? 0) }
}
