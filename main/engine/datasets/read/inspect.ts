// Looks at a file before it is imported: its dialect, what its columns seem to be, its first rows and rejects.
import type { DuckDBConnection } from '@duckdb/node-api'
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Problem } from '../../../../shared/contract/errors'
import type { Dialect, Inspection, Reading } from '../../../../shared/records'
import { missingWords } from '../columnTypes'
import { fileErrors, problem } from '../errors'
import { storedColumns, typedSelection } from './columns'
import { withConnection } from './connection'
import type { ReadContext } from './context'
import { asFileError } from './fileError'
import { profileColumns } from './profile'
import { rawTable } from './rawTable'
import { checkReading } from './reading'
import { beginRejects, rejectsOf } from './rejects'
import { openSource } from './source'
import type { Source } from './source'
import { rowsOf, tableOf } from './sql'

const headBytes = 1 << 18
const headRows = 5000
const shownRows = 100

/**
 * Guesses from the first 256 KB of text; importing looks at all of it. A reading that cannot be used is told as
 * problems, with no columns and rows. Throws the codes of `fileErrors`.
 */
export async function inspect(path: string, context: ReadContext, reading: Reading = {}): Promise<Inspection> {
  const problems = checkReading(reading)
  mkdirSync(context.temporaryFolder, { recursive: true })
  const scratch = mkdtempSync(join(context.temporaryFolder, 'inspect-'))
  try {
    if (problems.length > 0) return unread(path, reading, problems)
    const source = await openSource(path, { reading, scratch, limitBytes: headBytes, context })
    return await withConnection(context, (connection) => look({ connection, source, scratch, reading, context }))
  } catch (error) {
    throw asFileError(error, basename(path))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function unread(path: string, reading: Reading, problems: Problem[]): Inspection {
  const sizeBytes = statSync(path).size
  return { path, sizeBytes, dialect: { ...usual, ...reading }, columns: [], rows: [], rejects: [], problems }
}

const usual: Dialect = {
  format: 'csv',
  compression: 'none',
  encoding: 'utf-8',
  delimiter: ',',
  quote: '"',
  escape: '"',
  header: true,
  skip: 0,
  comment: '',
  decimal: '.',
  thousands: '',
  dateOrder: '',
  missing: missingWords,
}

interface Look {
  connection: DuckDBConnection
  source: Source
  scratch: string
  reading: Reading
  context: ReadContext
}

async function look(work: Look): Promise<Inspection> {
  const { connection, source, reading, context } = work
  await beginRejects(connection)
  const { parquet, names, dialect, account } = await rawTable({ ...work, badRows: 'skip', mostRows: headRows })
  if (account.rows === 0) throw fileErrors.noRows(source.name)
  const raw = `(SELECT * FROM ${tableOf(parquet)} LIMIT ${headRows})`
  const style = { reading, delimiter: dialect.delimiter }
  const { columns, decimal, thousands, dateOrder, guessedDates } = await storedColumns(connection, raw, names, style)
  await connection.run(`CREATE OR REPLACE TEMP TABLE typed AS SELECT ${typedSelection(columns)} FROM ${raw}`)
  const profiled = await profileColumns(connection, 'typed', columns, context)
  const rows = (await rowsOf(connection, `SELECT * FROM ${raw} LIMIT ${shownRows}`)) as (string | null)[][]
  if (profiled.every(({ distinct }) => distinct === 0)) throw fileErrors.noRows(source.name)
  return {
    path: source.path,
    sizeBytes: source.sizeBytes,
    dialect: { ...dialect, decimal, thousands, dateOrder },
    columns: profiled.map(({ name, type, storage }) => ({ name, type, storage })),
    rows,
    rejects: await rejectsOf(connection, 'rejects', 0, shownRows),
    problems: guessedDates.map((column) => guessedDate(column, dateOrder)),
  }
}

function guessedDate(column: string, order: Dialect['dateOrder']): Problem {
  const monthFirst = order === 'mdy'
  return problem(
    'reading.dateOrder',
    [
      'dataset/guessed-dates',
      {
        en: `The dates of "${column}" can be read with the day or the month first; the ${monthFirst ? 'month' : 'day'} first was guessed.`,
        zh: `“${column}”中的日期既可以按日在前也可以按月在前理解；程序猜测为${monthFirst ? '月' : '日'}在前。`,
      },
      { en: 'Choose the order of day, month and year.', zh: '请选择日、月、年的顺序。' },
    ],
    'note',
  )
}
