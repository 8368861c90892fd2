// A clean text table typed in one reading: what its first rows are, all its rows must be, or it is read the long way.
import type { RowAccount } from '../../../../shared/records'
import { cleanedCells, storedColumns, trimmed, typedSelection } from './columns'
import type { StoredColumn, Typing } from './columns'
import { checkSignal } from './context'
import { copyTo } from './copy'
import { accountOf } from './csvTable'
import { readCsv, skipLinesOf, sniffDialect } from './dialect'
import type { SniffedDialect } from './dialect'
import { dateInLetters } from './dates'
import { hasOverlong } from './overlong'
import type { ValueKind } from './plainValues'
import type { RawInput, RawTable } from './raw'
import { countAndLook, countRecords } from './records'
import type { RecordCount } from './records'
import { beginRejects } from './rejects'
import { identifier, literal, numbersOf } from './sql'

export interface TypedTable extends Omit<RawTable, 'parquet'> {
  typing: Typing
}

const firstRows = 5000
/** Checks of more columns than this would fill the memory. */
const mostColumns = 200

/**
 * Writes the typed table to `target` as the long way would: null when it cannot be told from the first rows what the
 * columns are, or another row is no such thing. Columns of dates or of numbers with marks always go the long way.
 */
export async function typedCsv(input: RawInput): Promise<TypedTable | null> {
  const { connection, file, source, reading, badRows } = input
  if (badRows === 'mend') return null
  const dialect = await sniffDialect(connection, file, source.name, reading)
  if (dialect.commentFixed || dialect.names.length > mostColumns) return null
  if (await hasOverlong(file, dialect, input.context)) return null
  const typing = await typingOfFirst(input, readCsv(file, dialect), dialect.names)
  if (typing === null) return null
  const account = (await copiedByReader(input, dialect, typing)) ?? (await copiedByCasts(input, dialect, typing))
  if (account === null) return null
  const { delimiter, quote, escape, header, comment, missing, names } = dialect
  const { format, compression, encoding } = source
  const shown = { format, compression, encoding, delimiter, quote, escape, header, comment, missing }
  return { names, dialect: { ...shown, skip: skipLinesOf(dialect) }, account, typing }
}

/**
 * The reader converts the values by itself, while our count of the records looks at their bytes for what it would
 * change without a word. Null when there is such a value, or any record or value that the reader refuses.
 */
async function copiedByReader(input: RawInput, dialect: SniffedDialect, typing: Typed): Promise<RowAccount | null> {
  const { connection, file, context } = input
  if (Buffer.byteLength(dialect.delimiter) !== 1) return null
  const types = typing.columns.map(({ storage }) => storage)
  const cells = typing.columns.map(({ name, padded }, index) => {
    return `${padded ? trimmed(index) : `c${index}`} AS ${identifier(name)}`
  })
  const counting = new AbortController()
  const [written, counted] = await Promise.allSettled([
    copied(input, dialect, `SELECT ${cells.join(', ')} FROM ${readCsv(file, dialect, types)}`).catch(
      (error: unknown) => {
        counting.abort()
        throw error
      },
    ),
    countAndLook(
      file,
      {
        dialect: { ...dialect, skipLines: skipLinesOf(dialect) },
        look: { kinds: typing.columns.map(kindOf), header: dialect.header, missing: dialect.missing },
        onOdd: () => {
          counting.abort()
          connection.interrupt()
        },
      },
      {
        ...context,
        signal: context.signal === undefined ? counting.signal : AbortSignal.any([context.signal, counting.signal]),
      },
    ),
  ])
  checkSignal(context.signal)
  if (counting.signal.aborted || written.status === 'rejected' || counted.status === 'rejected') return null
  return accounted(input, dialect, counted.value)
}

function kindOf({ storage, empty, padded }: Typed['columns'][number]): ValueKind | null {
  if (storage === 'VARCHAR') return empty ? 'nothing' : padded ? null : 'words'
  return storage === 'BIGINT' ? 'whole' : 'decimal'
}

/** The values are read as texts, converted and looked at by DuckDB: slower, but whole when records are refused. */
async function copiedByCasts(input: RawInput, dialect: SniffedDialect, typing: Typed): Promise<RowAccount | null> {
  const { file, context } = input
  const values = dialect.names.map((_, index) => `c${index}, ${convertedAs(typing.columns[index], index)} AS v${index}`)
  const checked = typing.columns.map((column, index) => ({ ...column, value: checkedAs(column, index) }))
  const rows = readCsv(file, dialect)
  try {
    await copied(input, dialect, `SELECT ${typedSelection(checked)} FROM (SELECT ${values.join(', ')} FROM ${rows})`)
  } catch {
    checkSignal(context.signal)
    await forgetRejects(input)
    return null
  }
  return accounted(input, dialect, await countRecords(file, { ...dialect, skipLines: skipLinesOf(dialect) }, context))
}

const copied = ({ connection, target, context }: RawInput, { names }: SniffedDialect, query: string) =>
  copyTo(connection, { query, target, columns: names.length, stage: 'read' }, context)

const accounted = (input: RawInput, dialect: SniffedDialect, count: RecordCount) =>
  accountOf(input, dialect, { mended: { mended: 0, comments: 0 }, count })

interface Typed extends Typing {
  /** `empty`: the first rows have no value; `padded`: some begin or end with blanks. */
  columns: (StoredColumn & { empty: boolean; padded: boolean })[]
}

/** What the columns are by the first rows; null when more rows could make something else of one. */
async function typingOfFirst(input: RawInput, rows: string, names: string[]): Promise<Typed | null> {
  const { connection, reading } = input
  await connection.run(`CREATE OR REPLACE TEMP TABLE first_texts AS SELECT * FROM ${rows} LIMIT ${firstRows}`)
  await connection.run(`CREATE OR REPLACE TEMP TABLE first_rows AS ${cleanedCells('first_texts', names.length)}`)
  await forgetRejects(input)
  // Other files are told apart by all of their values: marks and dates that a few rows leave open.
  const style = { reading, delimiter: '' }
  const typing = await storedColumns(connection, 'first_rows', names, style)
  if (typing.decimal !== '.' || typing.thousands !== '') return null
  if (typing.columns.some(({ storage }) => storage === 'DATE' || storage === 'TIMESTAMP')) return null
  const cells = names.map((_, index) => `c${index}`)
  const open = cells.flatMap((cell) => [`count(${cell})`, openCount(cell)])
  const counts = (await numbersOf(connection, `SELECT ${open.join(', ')} FROM first_rows`)).map(Number)
  const blanks = cells.map((cell) => `count(*) FILTER (${cell} != trim(${cell}))`)
  const padded = (await numbersOf(connection, `SELECT ${blanks.join(', ')} FROM first_texts`)).map(Number)
  const columns = typing.columns.map((column, index) => {
    return { ...column, empty: counts[2 * index] === 0, padded: padded[index] !== 0 }
  })
  const unclear = columns.some(({ storage, empty }, index) => {
    return storage === 'VARCHAR' && !empty && counts[2 * index] === counts[2 * index + 1]
  })
  return unclear ? null : { ...typing, columns }
}

/** Values that begin like dates or are digits with marks: a column of nothing else may become something else than words. */
function openCount(cell: string): string {
  return `count(*) FILTER (regexp_matches(${cell}, ${literal(`^[+-]?[0-9]|${dateInLetters}`)}))`
}

async function forgetRejects({ connection }: RawInput): Promise<void> {
  await connection.run('DELETE FROM reject_errors')
  await beginRejects(connection)
}

/** SQL of the value; fails where it cannot be converted. */
function convertedAs(column: Typed['columns'][number] | undefined, index: number): string {
  return column === undefined || column.storage === 'VARCHAR' ? trimmed(index) : `CAST(c${index} AS ${column.storage})`
}

/** SQL of the value; fails where the long way would not have taken the column for what it is. */
function checkedAs({ storage, empty }: Typed['columns'][number], index: number): string {
  const [text, value] = [`c${index}`, `v${index}`]
  if (storage === 'VARCHAR' && !empty) return value
  return `CASE WHEN ${value} IS NULL OR ${fits(storage, text, value)} THEN ${value} ELSE error('unlike the first rows') END`
}

function fits(storage: StoredColumn['storage'], text: string, value: string): string {
  if (storage === 'VARCHAR') return 'false'
  // Written again they are the same: no leading zero, plus or underscore; and at most 18 digits.
  if (storage === 'BIGINT') return `(${value}::VARCHAR = ${text} AND abs(${value}) < 1000000000000000000)`
  // Most numbers are spared the pattern by their first sign.
  const zero = [' ', '0', '-0', '+0'].map((begin) => `starts_with(${text}, ${literal(begin)})`).join(' OR ')
  const odd = `CASE WHEN ${zero} THEN regexp_matches(${text}, '^ |^[+-]?0[0-9]') ELSE false END`
  return `(isfinite(${value}) AND NOT contains(${text}, '_') AND NOT ${odd})`
}
