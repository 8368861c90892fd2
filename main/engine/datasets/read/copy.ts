// Writes a query as Parquet within bounded memory: a reader that is faster than the writer would otherwise fill all there is.
import type { DuckDBConnection } from '@duckdb/node-api'
import { memoryLimitMb, runWithProgress } from './connection'
import type { ReadContext } from './context'
import { copySql } from './sql'

/** Rows that wait to be written: no file of ordinary width is written faster with more. */
const leastMb = 512
/** Less than this cannot fill the memory, and setting the limit takes its time. */
const fewBytes = 2 ** 27
/** Groups of rows are written whole, so that many columns need more. */
const mbAColumn = 8

export interface Copy {
  query: string
  target: string
  /** How many columns the query has. */
  columns: number
  /** So many bytes are read. */
  bytes: number
  /** What the progress is told as. */
  stage: string
}

/** With all of DuckDB's memory only when less does not do. Throws what DuckDB throws. */
export async function copyTo(
  connection: DuckDBConnection,
  { query, target, columns, bytes, stage }: Copy,
  context: ReadContext,
): Promise<void> {
  const write = () => runWithProgress(connection, copySql(query, target), stage, context)
  if (bytes < fewBytes) return write()
  await limitMemory(connection, Math.min(memoryLimitMb(), leastMb + mbAColumn * columns))
  try {
    await write()
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('Out of Memory Error')) throw error
    await limitMemory(connection, memoryLimitMb())
    await write()
  } finally {
    await limitMemory(connection, memoryLimitMb())
  }
}

/** The limit is that of the whole instance. It stays as it is when more is in use and cannot be put on disk. */
async function limitMemory(connection: DuckDBConnection, mb: number): Promise<void> {
  await connection.run(`SET memory_limit = '${mb}MB'`).catch((error: unknown) => {
    if (!(error instanceof Error) || !error.message.startsWith('Out of Memory Error')) throw error
  })
}
