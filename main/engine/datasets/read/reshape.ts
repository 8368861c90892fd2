// A shipped sample's own SQL over its file, which makes the table that it is shown as.
import type { DuckDBConnection } from '@duckdb/node-api'
import { copySql, identifier, numbersOf, rowsOf } from './sql'

interface Reshaping {
  connection: DuckDBConnection
  /** Names of the columns c0, c1, ... of `table`. */
  names: string[]
  table: string
  /** A SELECT over `source`; null leaves the table as it is. */
  sql: string | null
  target: string
}

/** The result as texts again, so that one way of typing serves all; null when there is nothing to be done. */
export async function reshape({ connection, names, table, sql, target }: Reshaping) {
  if (sql === null) return null
  const cells = names.map((name, index) => `c${index} AS ${identifier(name)}`).join(', ')
  await connection.run(`CREATE OR REPLACE TEMP VIEW source AS SELECT ${cells} FROM ${table}`)
  await connection.run(`CREATE OR REPLACE TEMP TABLE reshaped AS ${sql}`)
  const result = (await rowsOf(connection, 'SELECT column_name FROM (DESCRIBE reshaped)')).map(([name]) => String(name))
  const texts = result.map((name, index) => `${identifier(name)}::VARCHAR AS c${index}`).join(', ')
  await connection.run(copySql(`SELECT ${texts} FROM reshaped`, target))
  const [rows = 0] = (await numbersOf(connection, `SELECT count(*)::DOUBLE FROM reshaped`)).map(Number)
  await connection.run('DROP TABLE reshaped')
  await connection.run('DROP VIEW source')
  return { names: result, parquet: target, rows }
}
