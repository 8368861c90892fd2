// The rejects of an import as a CSV file of the user's: file, line, reason and text of each.
import { randomUUID } from 'node:crypto'
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { AppError } from '../../../../shared/contract/errors'
import { storageError, workspaceError } from '../../workspace'
import { fileErrors } from '../errors'
import { withConnection } from './connection'
import { checkSignal } from './context'
import type { ReadContext } from './context'
import { asFileError } from './fileError'
import { reasonOf } from './rejects'
import { literal, numbersOf, rowsOf, tableOf } from './sql'

/**
 * Writes the table of rejects at `file` to `target`, whole or not at all, and says how many there are. Throws
 * `dataset/file-missing`, `workspace/not-writable`, `workspace/disk-full`, `task/cancelled`.
 */
export async function exportRejects(file: string, target: string, context: ReadContext): Promise<{ rows: number }> {
  if (!existsSync(file)) throw fileErrors.missing(basename(file))
  const scratch = join(context.temporaryFolder, `${randomUUID()}.csv`)
  try {
    const rows = await withConnection(context, (connection) => writeCsv(connection, tableOf(file), scratch))
    checkSignal(context.signal)
    moveWhole(scratch, target)
    return { rows }
  } catch (error) {
    throw asFileError(error, basename(file))
  } finally {
    rmSync(scratch, { force: true })
  }
}

/** The reasons are sentences of ours, so they are handed in: one for each kind of reject. */
async function writeCsv(connection: DuckDBConnection, table: string, scratch: string): Promise<number> {
  const kinds = await rowsOf(connection, `SELECT DISTINCT kind, expected, found FROM ${table}`)
  await connection.run(
    'CREATE OR REPLACE TEMP TABLE reasons (kind VARCHAR, expected DOUBLE, found DOUBLE, reason VARCHAR)',
  )
  for (const [kind, expected, found] of kinds) {
    const numbers = [expected, found].map((value) => (value === null ? 'NULL' : String(Number(value))))
    const reason = reasonOf(String(kind), Number(expected), Number(found)).en
    await connection.run(
      `INSERT INTO reasons VALUES (${literal(String(kind))}, ${numbers.join(', ')}, ${literal(reason)})`,
    )
  }
  await connection.run(`COPY (
    SELECT file, line::BIGINT AS line, reason, text FROM (SELECT *, row_number() OVER () AS place FROM ${table}) AS found
    JOIN reasons ON found.kind = reasons.kind AND found.expected IS NOT DISTINCT FROM reasons.expected
      AND found.found IS NOT DISTINCT FROM reasons.found ORDER BY place
  ) TO ${literal(scratch)} (FORMAT csv, HEADER)`)
  const [rows] = await numbersOf(connection, `SELECT count(*)::DOUBLE FROM ${table}`)
  return rows ?? 0
}

/** By a neighbour of the target, since only within a folder is a file put in another's place at once. */
function moveWhole(scratch: string, target: string): void {
  const part = `${target}.${randomUUID()}.part`
  try {
    copyFileSync(scratch, part)
    renameSync(part, target)
  } catch (error) {
    rmSync(part, { force: true })
    const known = storageError(error, target)
    throw known instanceof AppError ? known : workspaceError('workspace/not-writable', target, error)
  }
}
