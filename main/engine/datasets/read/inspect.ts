// Looks at a file before it is imported: its dialect, what its columns seem to be, its first rows and rejects.
import type { DuckDBConnection } from '@duckdb/node-api'
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Problem } from '../../../../shared/contract/errors'
import type { Dialect, Inspection, Reading } from '../../../../shared/records'
import { guessType, missingWords } from '../columnTypes'
import type { ColumnEvidence } from '../columnTypes'
import { fileErrors, problem } from '../errors'
import { storedColumns } from './columns'
import { withConnection } from './connection'
import type { ReadContext } from './context'
import { asFileError } from './fileError'
import { rawTable } from './rawTable'
import { checkReading } from './reading'
import { beginRejects, rejectsOf } from './rejects'
import { openSource } from './source'
import type { Source } from './source'
import { rowsOf } from './sql'

const headBytes = 1 << 17
/** Enough to guess what the columns are, and soon done. */
const headRows = 1000
const shownRows = 100

/**
 * Guesses from the first 128 KB of text; importing looks at all of it. A reading that cannot be used is told as
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
  const { connection, source, reading } = work
  await beginRejects(connection)
  const { relation, names, dialect, account } = await rawTable({ ...work, badRows: 'skip', mostRows: headRows })
  if (account.rows === 0) throw fileErrors.noRows(source.name)
  const head = account.rows <= headRows ? relation : 'head'
  if (head !== relation) {
    await connection.run(`CREATE OR REPLACE TEMP TABLE head AS SELECT * FROM ${relation} LIMIT ${headRows}`)
  }
  const style = { reading, delimiter: dialect.delimiter, few: true }
  const { columns, decimal, thousands, dateOrder, guessedDates } = await storedColumns(connection, head, names, style)
  const cells = columns.map(({ storage, value }) => `CAST(${value} AS ${storage})::VARCHAR`)
  const rows = (await rowsOf(connection, `SELECT ${cells.join(', ')} FROM ${head}`)) as (string | null)[][]
  const types = columns.map((column, index) => guessType({ ...column, ...commonOf(rows, index) }))
  if (rows.every((row) => row.every((value) => value === null))) throw fileErrors.noRows(source.name)
  return {
    path: source.path,
    sizeBytes: source.sizeBytes,
    dialect: { ...dialect, decimal, thousands, dateOrder },
    columns: columns.map(({ name, storage }, index) => ({ name, type: types[index] ?? 'text', storage })),
    rows: rows.slice(0, shownRows),
    rejects: await rejectsOf(connection, 'rejects', 0, shownRows),
    problems: guessedDates.map((column) => guessedDate(column, dateOrder)),
  }
}

/** What a column's type is guessed from, the same as the profile of an imported table says. */
function commonOf(rows: (string | null)[][], index: number): Pick<ColumnEvidence, 'present' | 'distinct' | 'top'> {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const value = row[index] ?? null
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const all = [...counts].map(([value, count]) => ({ value, count }))
  const top = all.sort((a, b) => b.count - a.count).slice(0, 20)
  return { present: all.reduce((sum, { count }) => sum + count, 0), distinct: all.length, top }
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
