// The rows by which the profile tells what goes together: of a large table some that are drawn by their numbers alone.
import type { DuckDBConnection } from '@duckdb/node-api'
import { literal, numbersOf, tableOf } from '../sql'

/** Of so many rows a correlation is known to within .005, and mutual information of 20 by 20 bins to within .001 nats. */
export const mostSampled = 200_000

export interface Sample {
  /** A table expression. */
  table: string
  rows: number
}

/** All rows of the file up to `mostSampled`, otherwise about so many: the same ones each time. */
export async function sampleOf(connection: DuckDBConnection, file: string, rows: number): Promise<Sample> {
  if (rows <= mostSampled) return { table: tableOf(file), rows }
  const share = Math.round((mostSampled / rows) * 1e6)
  const drawn = `FROM read_parquet(${literal(file)}, file_row_number = true) WHERE hash(file_row_number) % 1000000 < ${share}`
  const [found] = await numbersOf(connection, `SELECT count(*)::DOUBLE ${drawn}`)
  return { table: `(${drawn})`, rows: found ?? 0 }
}
