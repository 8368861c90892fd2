// Our own SQL, safely: names and texts of a file quoted, results as plain values. Used by every module that asks DuckDB.
import type { DuckDBConnection } from '@duckdb/node-api'

/** A text as an SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A column's name as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A table expression that reads an imported table. */
export function tableOf(parquet: string): string {
  return `read_parquet(${literal(parquet)})`
}

/**
 * A statement that writes the rows of a query as Parquet. Without bloom filters, which take a tenth of the time of an
 * import: no query looks for single values.
 */
export function copySql(query: string, target: string): string {
  return `COPY (${query}) TO ${literal(target)} (FORMAT parquet, WRITE_BLOOM_FILTER false)`
}

/** The rows of a query that selects only texts, doubles and booleans. */
export async function rowsOf(connection: DuckDBConnection, sql: string): Promise<unknown[][]> {
  return (await connection.runAndReadAll(sql)).getRowsJS() as unknown[][]
}

/** The one row of an aggregate, as numbers; null stays null. Cast counts to DOUBLE in the query. */
export async function numbersOf(connection: DuckDBConnection, sql: string): Promise<(number | null)[]> {
  const [row] = await rowsOf(connection, sql)
  return (row ?? []).map((value) => (value === null ? null : Number(value)))
}
