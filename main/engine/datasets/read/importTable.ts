// Imports files as one Parquet file named by its content, with the profile of its columns and the account of its rows.
import type { DuckDBConnection } from '@duckdb/node-api'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { AppError } from '../../../../shared/contract/errors'
import type { ImportResult } from '../../../../shared/contract/worker'
import type { BadRows, Dialect, Reading, RowAccount } from '../../../../shared/records'
import { fileErrors } from '../errors'
import { storedColumns, typedSelection } from './columns'
import type { StoredColumn } from './columns'
import { withConnection } from './connection'
import { checkSignal } from './context'
import type { ReadContext } from './context'
import { asFileError } from './fileError'
import { keep, sha256Of } from './keep'
import { copyTo } from './copy'
import { counted } from './counted'
import { noRows } from './raw'
import type { RawTable } from './raw'
import { rawTable } from './rawTable'
import { checkReading } from './reading'
import { beginRejects, rejectsOf } from './rejects'
import { reshape } from './reshape'
import { openSource } from './source'
import { copySql, tableOf } from './sql'
import { asUtf8 } from './transcode'
import { typedCsv } from './typedCsv'

export interface ImportInput extends ReadContext {
  path: string
  /** More files with the same columns, whose rows follow. */
  more?: string[]
  /** Where `<hash>.parquet` goes. */
  folder: string
  /** Our own SQL over the table `source` (the file's columns), for shipped samples; null for files of users. */
  reshape: string | null
  /** What the user fixed of the dialect. */
  reading?: Reading
  /** What becomes of rows that do not fit; they are skipped when left out. */
  badRows?: BadRows
}

/**
 * Reads every record strictly, stores the rows as Parquet, profiles the columns. The same file gives the same hash.
 * Rejects become a table of their own in the same folder. Nothing is left behind when it fails or is cancelled.
 * Throws the codes of `fileErrors`, those of `checkReading` and `task/cancelled`.
 */
export async function importTable(input: ImportInput): Promise<ImportResult> {
  const [wrong] = checkReading(input.reading ?? {})
  if (wrong !== undefined) throw new AppError(wrong)
  mkdirSync(input.temporaryFolder, { recursive: true })
  mkdirSync(input.folder, { recursive: true })
  const scratch = mkdtempSync(join(input.temporaryFolder, 'import-'))
  const part = join(input.folder, `${basename(scratch)}.part`)
  try {
    checkSignal(input.signal)
    return await withConnection(input, (connection) => run({ connection, scratch, part, input }))
  } catch (error) {
    throw asFileError(error, basename(input.path))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
    for (const file of [part, rejectsPart(part)]) rmSync(file, { force: true })
  }
}

interface Work {
  connection: DuckDBConnection
  scratch: string
  part: string
  input: ImportInput
}

const rejectsPart = (part: string) => part.replace(/part$/, 'rejects.part')

/** A table in `part`, with its types, and what became of its records. */
interface Made {
  stored: StoredColumn[]
  dialect: Dialect
  account: RowAccount
  sizeBytes: number
}

async function run(work: Work): Promise<ImportResult> {
  const { connection, part, input } = work
  await beginRejects(connection)
  const { stored, dialect, account, sizeBytes } = (await atOnce(work)) ?? (await theLongWay(work))
  const { columns, hash } = await counted(connection, part, stored, input)
  if (columns.every(({ distinct }) => distinct === 0)) throw fileErrors.noRows(basename(input.path))
  const rejects = account.rejects === 0 ? null : await writeRejects(work)
  return { rejects, table: keep(part, hash, input), dialect, columns, account, sizeBytes }
}

/** One text file whose first rows tell what its columns are; null for all others. */
async function atOnce(work: Work): Promise<Made | null> {
  const { reshape, more } = work.input
  if (reshape !== null || (more ?? []).length > 0) return null
  for (const ahead of [true, false]) {
    const made = await typedAs(work, ahead)
    // The rest of the text is not like its begin: it is looked at as a whole before it is read.
    if (made !== 'otherText') return made
  }
  return null
}

async function typedAs(work: Work, ahead: boolean): Promise<Made | 'otherText' | null> {
  const { connection, scratch, part, input } = work
  const [reading, own] = [input.reading ?? {}, join(scratch, ahead ? 'ahead' : 'typed')]
  mkdirSync(own)
  const source = await openSource(input.path, { reading, scratch: own, ahead, context: input })
  if (source.format !== 'csv') return null
  const file = await asUtf8(source, join(own, 'text'), input)
  const badRows = input.badRows ?? 'skip'
  const asked = {
    connection,
    source,
    file,
    target: part,
    scratch: own,
    reading,
    badRows,
    mostRows: null,
    context: input,
  }
  const table = await typedCsv(asked)
  if (table === null || table === 'otherText') return table
  await checkRows(work, table.account)
  const { columns: stored, decimal, thousands, dateOrder } = table.typing
  const dialect = { ...table.dialect, decimal, thousands, dateOrder }
  return { stored, dialect, account: table.account, sizeBytes: source.sizeBytes }
}

async function checkRows({ connection, input }: Work, account: RowAccount): Promise<void> {
  if (account.rows === 0) throw fileErrors.noRows(basename(input.path))
  if (input.badRows === 'fail' && account.rejects > 0) await refuse(connection, account.rejects)
}

/** Texts first, then what each column is by all of its values, then the typed table. */
async function theLongWay(work: Work): Promise<Made> {
  const { connection, scratch, part, input } = work
  const { tables, sizeBytes } = await rawTables(work)
  const [first] = tables as [RawTable]
  const account = sumOf(tables.map((table) => table.account))
  await checkRows(work, account)
  const all = tables.map(({ relation }) => `SELECT * FROM ${relation}`).join(' UNION ALL ')
  const csv = tables.length === 1 ? first.relation : `(${all})`
  const target = join(scratch, 'reshaped.parquet')
  const reshaped = await reshape({ connection, names: first.names, table: csv, sql: input.reshape, target })
  const raw = reshaped === null ? csv : tableOf(reshaped.parquet)
  const style = { reading: input.reading ?? {}, delimiter: first.dialect.delimiter }
  const typing = await storedColumns(connection, raw, reshaped?.names ?? first.names, style)
  checkSignal(input.signal)
  const { columns: stored, decimal, thousands, dateOrder } = typing
  const typed = `SELECT ${typedSelection(stored)} FROM ${raw}`
  const copy = { query: typed, target: part, columns: stored.length, bytes: sizeBytes, stage: 'write' }
  await copyTo(connection, copy, input)
  return {
    stored,
    dialect: { ...first.dialect, decimal, thousands, dateOrder },
    account: reshaped === null ? account : { ...noRows, records: reshaped.rows, rows: reshaped.rows },
    sizeBytes,
  }
}

async function rawTables({ connection, scratch, input }: Work): Promise<{ tables: RawTable[]; sizeBytes: number }> {
  const tables: RawTable[] = []
  let sizeBytes = 0
  for (const path of [input.path, ...(input.more ?? [])]) {
    const own = join(scratch, String(tables.length))
    mkdirSync(own)
    const reading = input.reading ?? {}
    const source = await openSource(path, { reading, scratch: own, context: input })
    const table = await rawTable({
      connection,
      source,
      scratch: own,
      reading,
      badRows: input.badRows ?? 'skip',
      mostRows: null,
      context: input,
    })
    const [first] = tables
    if (first !== undefined && first.names.join('\0') !== table.names.join('\0')) {
      throw fileErrors.otherColumns(source.name, shortened(first.names), shortened(table.names))
    }
    tables.push(table)
    sizeBytes += source.sizeBytes
  }
  return { tables, sizeBytes }
}

const shortened = (names: string[]) => (names.length > 20 ? [...names.slice(0, 20), '…'] : names).join(', ')

/** The accounts of several files as one. */
function sumOf(accounts: RowAccount[]): RowAccount {
  const sum: RowAccount = { ...noRows }
  for (const { records, rows, rejects, comments, blanks, preamble, mended } of accounts) {
    sum.records += records
    sum.rows += rows
    sum.rejects += rejects
    sum.comments += comments
    sum.blanks += blanks
    sum.preamble += preamble
    if (mended !== undefined) sum.mended = (sum.mended ?? 0) + mended
  }
  return sum
}

async function refuse(connection: DuckDBConnection, count: number): Promise<never> {
  const [first] = await rejectsOf(connection, 'rejects', 0, 1)
  throw fileErrors.badRows(first?.file ?? '', count, first?.line ?? 0, first?.reason ?? { en: '', zh: '' })
}

async function writeRejects({ connection, part, input }: Work): Promise<string> {
  await connection.run(copySql('FROM rejects', rejectsPart(part)))
  return keep(rejectsPart(part), await sha256Of(rejectsPart(part)), input)
}
