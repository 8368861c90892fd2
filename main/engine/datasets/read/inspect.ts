// Looks at a file before it is imported: its dialect, what its columns seem to be, its first rows.
import type { DuckDBConnection } from '@duckdb/node-api'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Inspection } from '../../../../shared/records'
import { fileErrors } from '../errors'
import { cleanedCells, storedColumns, typedSelection } from './columns'
import { withConnection } from './connection'
import type { ReadContext } from './context'
import { readCsv, sniffDialect } from './dialect'
import { profileColumns } from './profile'
import { asFileError, asUtf8, openSource } from './source'
import type { Source } from './source'
import { rowsOf } from './sql'

const sampleRows = 20_000
const shownRows = 100
const sampleBytes = 1 << 24

/** Guesses from the first 20,000 rows; importing looks at all of them. Throws the codes of `fileErrors`. */
export async function inspect(path: string, context: ReadContext): Promise<Inspection> {
  mkdirSync(context.temporaryFolder, { recursive: true })
  const scratch = mkdtempSync(join(context.temporaryFolder, 'inspect-'))
  try {
    const source = openSource(path, sampleBytes)
    const file = await asUtf8(source, scratch, context, sampleBytes)
    return await withConnection(context, (connection) => look(connection, source, file, context))
  } catch (error) {
    throw asFileError(error, basename(path))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function look(
  connection: DuckDBConnection,
  source: Source,
  file: string,
  context: ReadContext,
): Promise<Inspection> {
  const dialect = await sniffDialect(connection, file, basename(source.path))
  const cells = cleanedCells(readCsv(file, dialect), dialect.names.length)
  await connection.run(`CREATE OR REPLACE TEMP TABLE sample AS ${cells} LIMIT ${sampleRows}`)
  const stored = await storedColumns(connection, 'sample', dialect.names)
  await connection.run(`CREATE OR REPLACE TEMP TABLE typed AS SELECT ${typedSelection(stored)} FROM sample`)
  const profiled = await profileColumns(connection, 'typed', stored, context)
  const rows = (await rowsOf(connection, `SELECT * FROM sample LIMIT ${shownRows}`)) as (string | null)[][]
  if (profiled.every(({ distinct }) => distinct === 0)) throw fileErrors.noRows(basename(source.path))
  const { delimiter, quote, header } = dialect
  return {
    path: source.path,
    sizeBytes: source.sizeBytes,
    dialect: { delimiter, quote, header, encoding: source.encoding },
    columns: profiled.map(({ name, type, storage }) => ({ name, type, storage })),
    rows,
  }
}
