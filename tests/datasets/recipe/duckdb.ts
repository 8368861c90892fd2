// A DuckDB of its own for each test file, with small tables written out.
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'

/** A connection to an empty database in memory. */
export async function open(): Promise<DuckDBConnection> {
  return (await DuckDBInstance.create(':memory:', { threads: '2' })).connect()
}

/** All rows of a query as plain values: dates as texts, whole numbers as numbers. */
export async function rows(connection: DuckDBConnection, sql: string): Promise<unknown[][]> {
  const result = (await connection.runAndReadAll(sql)).getRowsJson()
  return result.map((row) =>
    row.map((cell) => (typeof cell === 'string' && /^-?\d{1,15}$/.test(cell) ? Number(cell) : cell)),
  )
}
