// A written table's columns and hash, worked out at the same time: DuckDB counts while the bytes are read.
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Column } from '../../../../shared/records'
import type { StoredColumn } from './columns'
import type { ReadContext } from './context'
import { sha256Of } from './keep'
import { profileColumns } from './profile'

/** Waits for both when one of them fails: nobody may still be reading a file that is then removed. */
export async function counted(
  connection: DuckDBConnection,
  file: string,
  stored: StoredColumn[],
  context: ReadContext,
): Promise<{ columns: Column[]; hash: string }> {
  const [columns, hash] = await Promise.allSettled([profileColumns(connection, file, stored, context), sha256Of(file)])
  if (columns.status === 'rejected') throw columns.reason
  if (hash.status === 'rejected') throw hash.reason
  return { columns: columns.value, hash: hash.value }
}
