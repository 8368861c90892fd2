// Imports a CSV file as a Parquet file named by its content, with the profile of its columns and the account of its rows.
import type { DuckDBConnection } from '@duckdb/node-api'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ImportResult } from '../../../../shared/contract/worker'
import type { RowAccount } from '../../../../shared/records'
import { fileErrors } from '../errors'
import { cleanedCells, storedColumns, typedSelection } from './columns'
import { runWithProgress, withConnection } from './connection'
import { checkSignal } from './context'
import type { ReadContext } from './context'
import { readCsv, skipLinesOf, sniffDialect } from './dialect'
import type { SniffedDialect } from './dialect'
import { profileColumns } from './profile'
import { countRecords } from './records'
import { asFileError, asUtf8, openSource } from './source'
import type { Source } from './source'
import { literal, numbersOf, rowsOf, tableOf } from './sql'

export interface ImportInput extends ReadContext {
  path: string
  /** Where `<hash>.parquet` goes. */
  folder: string
  /** Our own SQL over the table `source` (the file's columns), for shipped samples; null for files of users. */
  reshape: string | null
}

/**
 * Reads every record strictly, stores the rows as Parquet, profiles the columns. The same file gives the same hash.
 * Nothing is left behind when it fails or is cancelled.
 * Throws the codes of `fileErrors` and `task/cancelled`.
 */
export async function importTable(input: ImportInput): Promise<ImportResult> {
  const name = basename(input.path)
  mkdirSync(input.temporaryFolder, { recursive: true })
  mkdirSync(input.folder, { recursive: true })
  const scratch = mkdtempSync(join(input.temporaryFolder, 'import-'))
  const part = join(input.folder, `${basename(scratch)}.part`)
  try {
    checkSignal(input.signal)
    const source = openSource(input.path)
    const file = await asUtf8(source, scratch, input)
    return await withConnection(input, (connection) => run({ connection, source, file, scratch, part, input }))
  } catch (error) {
    throw asFileError(error, name)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
    rmSync(part, { force: true })
  }
}

interface Work {
  connection: DuckDBConnection
  source: Source
  /** The text in UTF-8. */
  file: string
  scratch: string
  part: string
  input: ImportInput
}

async function run(work: Work): Promise<ImportResult> {
  const { connection, source, file, scratch, part, input } = work
  const name = basename(source.path)
  const dialect = await sniffDialect(connection, file, name)
  const csvParquet = join(scratch, 'csv.parquet')
  const account = await readRaw(work, dialect, csvParquet)
  const reshaped = input.reshape === null ? null : await reshape(work, dialect, csvParquet)
  const raw = reshaped?.parquet ?? csvParquet
  const stored = await storedColumns(connection, tableOf(raw), reshaped?.names ?? dialect.names)
  checkSignal(input.signal)
  const typed = `SELECT ${typedSelection(stored)} FROM ${tableOf(raw)}`
  await runWithProgress(connection, `COPY (${typed}) TO ${literal(part)} (FORMAT parquet)`, 'write', input)
  const columns = await profileColumns(connection, tableOf(part), stored, input)
  if (columns.every(({ distinct }) => distinct === 0)) throw fileErrors.noRows(name)
  const table = await sha256Of(part)
  checkSignal(input.signal)
  const target = join(input.folder, `${table}.parquet`)
  // Equal content is already there: then the old file stays, whoever may be reading it.
  if (!existsSync(target)) renameSync(part, target)
  return {
    table,
    dialect: { delimiter: dialect.delimiter, quote: dialect.quote, header: dialect.header, encoding: source.encoding },
    columns,
    account: reshaped === null ? account : { ...noRows, records: reshaped.rows, rows: reshaped.rows },
    sizeBytes: source.sizeBytes,
  }
}

const noRows: RowAccount = { records: 0, rows: 0, rejects: 0, comments: 0, blanks: 0, preamble: 0 }

/** All records as cleaned texts into `target`, and where each of them went. */
async function readRaw(work: Work, dialect: SniffedDialect, target: string): Promise<RowAccount> {
  const { connection, file, input } = work
  const name = basename(work.source.path)
  const cells = cleanedCells(readCsv(file, dialect), dialect.names.length)
  const sql = `COPY (${cells}) TO ${literal(target)} (FORMAT parquet)`
  await runWithProgress(connection, sql, 'read', input)
  const [rows = 0] = (await numbersOf(connection, `SELECT count(*)::DOUBLE FROM ${tableOf(target)}`)).map(Number)
  const account = await accountOf(work, dialect, rows)
  const found = rows + account.rejects + account.comments + account.blanks + account.preamble
  if (found !== account.records) throw fileErrors.unaccounted(name, account.records, found)
  if (rows === 0) throw fileErrors.noRows(name)
  return account
}

/** The account of a file that was read; the header is not a record. Records are counted by us, rejects by DuckDB. */
async function accountOf(
  { connection, file, input }: Work,
  dialect: SniffedDialect,
  rows: number,
): Promise<RowAccount> {
  const counted = await countRecords(file, { ...dialect, skipLines: skipLinesOf(dialect) }, input)
  const isComment = dialect.comment === '' ? 'false' : `starts_with(csv_line, ${literal(dialect.comment)})`
  const [refused = 0, comments = 0] = (
    await numbersOf(
      connection,
      `SELECT count(DISTINCT line)::DOUBLE, count(DISTINCT line) FILTER (${isComment})::DOUBLE FROM reject_errors`,
    )
  ).map(Number)
  // In a file of one column an empty line is a row whose only value is missing.
  const blanks = dialect.names.length === 1 ? 0 : counted.blanks
  return {
    records: counted.records + skipLinesOf(dialect) - (dialect.header ? 1 : 0),
    rows,
    rejects: refused - comments,
    comments: comments + dialect.above.comments,
    blanks: blanks + dialect.above.blanks,
    preamble: dialect.above.preamble,
  }
}

/** The sample's own SQL over its file; the result as texts again, so that one way of typing serves all. */
async function reshape(work: Work, dialect: SniffedDialect, csvParquet: string) {
  const { connection, scratch, input } = work
  const names = dialect.names.map((name, index) => `c${index} AS "${name.replaceAll('"', '""')}"`).join(', ')
  await connection.run(`CREATE OR REPLACE TEMP VIEW source AS SELECT ${names} FROM ${tableOf(csvParquet)}`)
  await connection.run(`CREATE OR REPLACE TEMP TABLE reshaped AS ${input.reshape ?? ''}`)
  const result = (await rowsOf(connection, 'SELECT column_name FROM (DESCRIBE reshaped)')).map(([name]) => String(name))
  const texts = result.map((name, index) => `"${name.replaceAll('"', '""')}"::VARCHAR AS c${index}`).join(', ')
  const parquet = join(scratch, 'reshaped.parquet')
  await connection.run(`COPY (SELECT ${texts} FROM reshaped) TO ${literal(parquet)} (FORMAT parquet)`)
  const [rows = 0] = (await numbersOf(connection, `SELECT count(*)::DOUBLE FROM reshaped`)).map(Number)
  await connection.run('DROP TABLE reshaped')
  await connection.run('DROP VIEW source')
  return { names: result, parquet, rows }
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer)
  return hash.digest('hex')
}
