// DuckDB for this worker: one instance a temporary folder, one connection a task, so that a cancel interrupts only its own query.
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { cancelled } from '../../../../shared/contract/errors'
import { checkSignal } from './context'
import type { ReadContext } from './context'

const instances = new Map<string, Promise<DuckDBInstance>>()

/** Runs `work` on a connection of its own, which a raised signal interrupts and which is closed afterwards. */
export async function withConnection<T>(
  context: ReadContext,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const { signal } = context
  const instance = await instanceFor(context.temporaryFolder)
  const connection = await instance.connect()
  const interrupt = () => connection.interrupt()
  signal?.addEventListener('abort', interrupt)
  try {
    checkSignal(signal)
    // How far a query is can only be asked for while DuckDB keeps a progress bar, which is not to be printed.
    await connection.run('SET enable_progress_bar_print = false')
    await connection.run('SET enable_progress_bar = true')
    // Otherwise each of a wide table's hundreds of queries reads the description of all its columns again.
    await connection.run('SET parquet_metadata_cache = true')
    return await work(connection)
  } catch (error) {
    if (signal?.aborted === true) throw cancelled()
    throw error
  } finally {
    signal?.removeEventListener('abort', interrupt)
    connection.closeSync()
  }
}

/** Runs one statement that takes a while and reports how far it is in percent. */
export async function runWithProgress(
  connection: DuckDBConnection,
  sql: string,
  stage: string,
  context: ReadContext,
): Promise<void> {
  checkSignal(context.signal)
  context.progress?.(stage, 0, 100)
  const timer = setInterval(() => {
    const { percentage } = connection.progress
    if (percentage >= 0) context.progress?.(stage, Math.min(100, percentage), 100)
  }, 200)
  try {
    await connection.run(sql)
  } finally {
    clearInterval(timer)
  }
  context.progress?.(stage, 100, 100)
}

/** Closes every instance of this process; the next connection opens a new one. */
export async function closeTables(): Promise<void> {
  const open = [...instances.values()]
  instances.clear()
  for (const instance of open) (await instance).closeSync()
}

let ownFolder: string | null = null

/** A temporary folder of this process alone, removed when it ends: for tasks that are not told where to spill. */
export function ownTemporaryFolder(): string {
  if (ownFolder === null) {
    const folder = mkdtempSync(join(tmpdir(), 'netloom-tables-'))
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    ownFolder = folder
  }
  return ownFolder
}

function instanceFor(temporaryFolder: string): Promise<DuckDBInstance> {
  const known = instances.get(temporaryFolder)
  if (known !== undefined) return known
  mkdirSync(temporaryFolder, { recursive: true })
  const opening = DuckDBInstance.create(':memory:', {
    memory_limit: `${memoryLimitMb()}MB`,
    // At least two: with one thread DuckDB cuts Parquet row groups elsewhere, and the same rows would get another hash.
    threads: String(Math.min(4, Math.max(2, availableParallelism()))),
    temp_directory: temporaryFolder,
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  instances.set(temporaryFolder, opening)
  opening.catch(() => instances.delete(temporaryFolder))
  return opening
}

/** A quarter of the machine, at least 512 MB and at most 8 GB: training runs beside it. */
export function memoryLimitMb(): number {
  return Math.round(Math.min(8192, Math.max(512, totalmem() / 2 ** 20 / 4)))
}
