// Reads an imported table: a window of rows as text, or whole columns as arrays for preparing.
import { DuckDBDoubleVector } from '@duckdb/node-api'
import type { DuckDBConnection, DuckDBVector } from '@duckdb/node-api'
import { basename } from 'node:path'
import type { Rows } from '../../../../shared/records'
import { plainNumber } from '../columnTypes'
import type { ColumnValues } from '../recipe'
import { withConnection } from './connection'
import { checkSignal } from './context'
import type { ReadContext } from './context'
import { asFileError } from './fileError'
import { identifier, numbersOf, rowsOf, tableOf } from './sql'

/** `limit` rows from `offset` on, in the order of the file. Throws `dataset/file-missing` when the table is gone. */
export async function readRows(file: string, offset: number, limit: number, context: ReadContext): Promise<Rows> {
  return reading(file, context, async (connection) => {
    const table = tableOf(file)
    const columns = await columnNames(connection, table)
    const [total = 0] = (await numbersOf(connection, `SELECT count(*)::DOUBLE FROM ${table}`)).map(Number)
    const cells = columns.map((name) => `${identifier(name)}::VARCHAR`).join(', ')
    const rows = await rowsOf(connection, `SELECT ${cells} FROM ${table} LIMIT ${limit} OFFSET ${offset}`)
    return { columns, offset, total, rows: rows as (string | null)[][] }
  })
}

/** Which column to read, and whether as numbers or as words. */
export interface WantedColumn {
  name: string
  kind: 'numbers' | 'words'
}

/** Whole columns in the order asked for; missing numbers are NaN, missing words null. Equal words share one string. */
export async function readColumns(file: string, wanted: WantedColumn[], context: ReadContext): Promise<ColumnValues[]> {
  return reading(file, context, async (connection) => {
    const table = tableOf(file)
    const [total = 0] = (await numbersOf(connection, `SELECT count(*)::DOUBLE FROM ${table}`)).map(Number)
    const readers = wanted.map((column) => readerOf(column, total))
    if (readers.length === 0) return []
    const cells = readers.map((reader) => reader.sql).join(', ')
    const result = await connection.stream(`SELECT ${cells} FROM ${table}`)
    let row = 0
    for (
      let chunk = await result.fetchChunk();
      chunk !== null && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      checkSignal(context.signal)
      for (const [index, reader] of readers.entries()) reader.take(chunk.getColumnVector(index), row, chunk.rowCount)
      row += chunk.rowCount
      context.progress?.('read', row, total)
    }
    return readers.map((reader) => reader.column)
  })
}

interface Reader {
  sql: string
  column: ColumnValues
  take(vector: DuckDBVector, first: number, count: number): void
}

function readerOf({ name, kind }: WantedColumn, total: number): Reader {
  return kind === 'numbers' ? numbersReader(name, total) : wordsReader(name, total)
}

function numbersReader(name: string, total: number): Reader {
  const values = new Float64Array(total).fill(NaN)
  return {
    // Looking for NULL value by value takes many times as long here as DuckDB takes to make NaN of it.
    sql: `coalesce(TRY_CAST(${identifier(name)} AS DOUBLE), 'nan'::DOUBLE)`,
    column: { kind: 'numbers', name, values },
    take(vector, first, count) {
      if (!(vector instanceof DuckDBDoubleVector)) throw new Error(`expected doubles of "${name}"`)
      for (let index = 0; index < count; index++) values[first + index] = vector.getItem(index) ?? NaN
    },
  }
}

function wordsReader(name: string, total: number): Reader {
  const values = new Array<string | null>(total).fill(null)
  const shared = new Map<string, string>()
  return {
    sql: `${identifier(name)}::VARCHAR`,
    column: { kind: 'words', name, values },
    take(vector, first, count) {
      for (let index = 0; index < count; index++) {
        const item = vector.getItem(index)
        if (item === null) continue
        const word = plainNumber(String(item))
        const known = shared.get(word)
        if (known === undefined) shared.set(word, word)
        values[first + index] = known ?? word
      }
    },
  }
}

async function columnNames(connection: DuckDBConnection, table: string): Promise<string[]> {
  const rows = await rowsOf(connection, `SELECT column_name FROM (DESCRIBE SELECT * FROM ${table})`)
  return rows.map(([name]) => String(name))
}

async function reading<T>(
  file: string,
  context: ReadContext,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  try {
    return await withConnection(context, work)
  } catch (error) {
    throw asFileError(error, basename(file))
  }
}
