// The rows of a table that are most like a given one: cosine similarity over standardised numeric columns.
import type { DuckDBConnection } from '@duckdb/node-api'
import { basename } from 'node:path'
import type { AppError } from '../../../../shared/contract/errors'
import type { SimilarRows } from '../../../../shared/records'
import { fail } from '../errors'
import { doubleOf } from '../recipe/table/step'
import { withConnection } from './connection'
import type { ReadContext } from './context'
import { asFileError } from './fileError'
import { identifier, numbersOf, rowsOf, tableOf } from './sql'

export interface SimilarInput {
  file: string
  /** Columns to compare by; those that hold no number at all say nothing. */
  columns: readonly string[]
  /** Index of the row from 0. */
  row: number
  limit: number
}

/**
 * Each column is standardised by the mean and deviation (of the population) of the whole table, a missing value is the
 * mean, as with scikit-learn's StandardScaler and cosine_similarity. A row of means alone has no direction and is like none.
 * Most similar first, the row itself left out, equal ones in the order of the table.
 * Throws `dataset/no-such-column`, `dataset/no-such-row`, `dataset/row-without-direction`.
 */
export async function similarRows(input: SimilarInput, context: ReadContext): Promise<SimilarRows> {
  try {
    return await withConnection(context, (connection) => nearest(connection, input))
  } catch (error) {
    throw asFileError(error, basename(input.file))
  }
}

/** A name that no column of a file has. */
const place = identifier('\u0001row')

async function nearest(
  connection: DuckDBConnection,
  { file, columns, row, limit }: SimilarInput,
): Promise<SimilarRows> {
  const table = tableOf(file)
  const names = (await rowsOf(connection, `SELECT column_name FROM (DESCRIBE SELECT * FROM ${table})`)).map(String)
  const gone = columns.find((name) => !names.includes(name))
  if (gone !== undefined) throw noColumn(gone)
  const scales = await scalesOf(connection, table, columns)
  const scores = columns.map((name, index) => score(name, scales[index]))
  const numbered = `read_parquet('${file.replaceAll("'", "''")}', file_row_number = true)`
  const vectors = `SELECT file_row_number AS ${place}, [${scores.join(', ')}] AS v FROM ${numbered}`
  const [norm] = await numbersOf(connection, `SELECT list_dot_product(v, v) FROM (${vectors}) WHERE ${place} = ${row}`)
  if (norm === undefined) throw noRow(row)
  if (!norm) throw noDirection(row)
  const found = await rowsOf(
    connection,
    `WITH vectors AS (${vectors}), one AS (SELECT v AS w FROM vectors WHERE ${place} = ${row})
     SELECT ${place}::DOUBLE, list_dot_product(v, w) / sqrt(list_dot_product(v, v) * list_dot_product(w, w)) AS similarity
     FROM vectors, one WHERE ${place} != ${row} AND list_dot_product(v, v) > 0
     ORDER BY similarity DESC, ${place} LIMIT ${limit}`,
  )
  const similar = found.map(([at, similarity]) => ({ row: Number(at), similarity: Number(similarity) }))
  const cells = await cellsOf(connection, numbered, { names, rows: [row, ...similar.map(({ row }) => row)] })
  return {
    columns: names,
    row: { row, cells: cells.get(row) ?? [] },
    similar: similar.map((one) => ({ ...one, cells: cells.get(one.row) ?? [] })),
  }
}

interface Scale {
  mean: number
  deviation: number
}

async function scalesOf(
  connection: DuckDBConnection,
  table: string,
  columns: readonly string[],
): Promise<(Scale | undefined)[]> {
  const facts = columns.map((name) => `avg(${doubleOf(name)}), stddev_pop(${doubleOf(name)})`).join(', ')
  const found = await numbersOf(connection, `SELECT ${facts} FROM ${table}`)
  return columns.map((_, index) => {
    const [mean, deviation] = [found[2 * index], found[2 * index + 1]]
    return typeof mean === 'number' && typeof deviation === 'number' && deviation > 0 ? { mean, deviation } : undefined
  })
}

function score(name: string, scale: Scale | undefined): string {
  if (scale === undefined) return '0e0'
  return `coalesce((${doubleOf(name)} - ${scale.mean}::DOUBLE) / ${scale.deviation}::DOUBLE, 0e0)`
}

async function cellsOf(
  connection: DuckDBConnection,
  table: string,
  { names, rows }: { names: readonly string[]; rows: readonly number[] },
): Promise<Map<number, (string | null)[]>> {
  const cells = names.map((name) => `${identifier(name)}::VARCHAR`).join(', ')
  const found = await rowsOf(
    connection,
    `SELECT file_row_number::DOUBLE, ${cells} FROM ${table} WHERE file_row_number IN (${rows.join(', ')})`,
  )
  return new Map(found.map(([at, ...values]) => [Number(at), values as (string | null)[]]))
}

function noColumn(name: string): AppError {
  return fail([
    'dataset/no-such-column',
    { en: `The table has no column "${name}".`, zh: `表中没有名为“${name}”的列。` },
    { en: 'Choose another column.', zh: '请选择其他列。' },
  ])
}

function noRow(row: number): AppError {
  return fail([
    'dataset/no-such-row',
    { en: `The table has no row "${row}" (counted from 0).`, zh: `表中没有第“${row}”行（从 0 开始计数）。` },
    { en: 'Choose another row.', zh: '请选择其他行。' },
  ])
}

function noDirection(row: number): AppError {
  return fail([
    'dataset/row-without-direction',
    {
      en: `Row "${row}" (counted from 0) has only missing or mean values in these columns, so that it is like no other.`,
      zh: `第“${row}”行（从 0 开始计数）在这些列中只有缺失值或均值，因此没有可比的行。`,
    },
    { en: 'Choose columns of numbers in which it has values.', zh: '请选择该行有取值的数值列。' },
  ])
}
