// A Parquet file as a raw table: its values as texts again, so that one way of typing serves all formats.
import { fileErrors } from '../errors'
import { runWithProgress } from './connection'
import { distinctNames } from './dialect'
import { noRows } from './raw'
import type { RawInput, RawTable } from './raw'
import { copySql, identifier, numbersOf, rowsOf, tableOf } from './sql'

/** Throws `dataset/not-a-table` when DuckDB cannot read it. */
export async function parquetTable(input: RawInput): Promise<RawTable> {
  const { connection, file, target, source, mostRows, context } = input
  const columns = await columnsOf(input)
  const cells = columns.map(({ name, type }, index) => `${cellOf(name, type)} AS c${index}`).join(', ')
  const limit = mostRows === null ? '' : ` LIMIT ${mostRows}`
  await runWithProgress(connection, copySql(`SELECT ${cells} FROM ${tableOf(file)}${limit}`, target), 'read', context)
  const [rows = 0] = (await numbersOf(connection, `SELECT count(*)::DOUBLE FROM ${tableOf(target)}`)).map(Number)
  const { format, compression, encoding } = source
  return {
    relation: tableOf(target),
    names: distinctNames(columns.map(({ name }) => name)),
    dialect: { format, compression, encoding, ...noMarks },
    account: { ...noRows, records: rows, rows },
  }
}

const noMarks = { delimiter: '', quote: '', escape: '', header: true, skip: 0, comment: '', missing: [] }

async function columnsOf({ connection, file, source }: RawInput): Promise<{ name: string; type: string }[]> {
  try {
    const rows = await rowsOf(
      connection,
      `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${tableOf(file)})`,
    )
    return rows.map(([name, type]) => ({ name: String(name), type: String(type) }))
  } catch (error) {
    if (!(error instanceof Error) || !/parquet|Invalid|corrupt/i.test(error.message)) throw error
    throw fileErrors.notATable(source.name, { en: 'is a damaged Parquet file', zh: '这是损坏的 Parquet 文件' })
  }
}

function cellOf(name: string, type: string): string {
  const column = identifier(name)
  if (type === 'TIMESTAMP WITH TIME ZONE') return `(${column} AT TIME ZONE 'UTC')::VARCHAR`
  if (type === 'DOUBLE' || type === 'FLOAT') return `CASE WHEN isnan(${column}) THEN NULL ELSE ${column}::VARCHAR END`
  return `nullif(trim(${column}::VARCHAR), '')`
}
