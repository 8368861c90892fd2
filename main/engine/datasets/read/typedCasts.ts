// A text table whose values are read as texts, converted and looked at by DuckDB: for delimiters of several bytes.
import { statSync } from 'node:fs'
import type { RowAccount } from '../../../../shared/records'
import { trimmed, typedSelection } from './columns'
import type { StoredColumn } from './columns'
import { checkSignal } from './context'
import { copyTo } from './copy'
import { accountOf } from './csvTable'
import { readCsv, skipLinesOf } from './dialect'
import type { SniffedDialect } from './dialect'
import type { FirstColumn, FirstTyping } from './firstRows'
import type { RawInput } from './raw'
import { countRecords } from './records'
import { forgetRejects } from './rejects'
import { literal, tableOf } from './sql'

/** Checks of more columns than this would fill the memory. */
const mostColumns = 200

/** Null when a value is not what the first rows say of its column. */
export async function copiedByCasts(
  input: RawInput,
  dialect: SniffedDialect,
  typing: FirstTyping,
): Promise<RowAccount | null> {
  const { connection, file, target, context } = input
  const dated = typing.columns.some(({ storage }) => storage === 'DATE' || storage === 'TIMESTAMP')
  if (dated || dialect.names.length > mostColumns) return null
  const values = dialect.names.map((_, index) => `c${index}, ${convertedAs(typing.columns[index], index)} AS v${index}`)
  const checked = typing.columns.map((column, index) => ({ ...column, value: checkedAs(column, index) }))
  const rows = readCsv(file, dialect)
  const query = `SELECT ${typedSelection(checked)} FROM (SELECT ${values.join(', ')} FROM ${rows})`
  try {
    const bytes = statSync(file).size
    await copyTo(connection, { query, target, columns: dialect.names.length, bytes, stage: 'read' }, context)
  } catch {
    checkSignal(context.signal)
    await forgetRejects(connection)
    return null
  }
  const count = await countRecords(file, { ...dialect, skipLines: skipLinesOf(dialect) }, context)
  return accountOf(input, dialect, { mended: { mended: 0, comments: 0 }, count, relation: tableOf(target) })
}

/** SQL of the value; fails where it cannot be converted. */
function convertedAs(column: FirstColumn | undefined, index: number): string {
  return column === undefined || column.storage === 'VARCHAR' ? trimmed(index) : `CAST(c${index} AS ${column.storage})`
}

/** SQL of the value; fails where the long way would not have taken the column for what it is. */
function checkedAs({ storage, empty }: FirstColumn, index: number): string {
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
