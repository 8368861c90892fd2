// DuckDB's sniffer: what it says of a text table under given options, and which of its answers is the best.
import type { DuckDBConnection } from '@duckdb/node-api'
import { closeSync, openSync, readSync } from 'node:fs'
import type { Reading } from '../../../../shared/records'
import { literal, rowsOf } from './sql'

export interface Guess {
  delimiter: string
  quote: string
  escape: string
  comment: string
  skip: number
  header: boolean
  names: string[]
}

/** What a reading fixes, as options of the sniffer. */
export function optionsOf({ delimiter, quote, escape, header, skip, comment }: Reading): string {
  const options = [
    delimiter === undefined ? null : `delim=${literal(delimiter)}`,
    quote === undefined ? null : `quote=${literal(quote)}`,
    escape === undefined ? null : `escape=${literal(escape)}`,
    header === undefined ? null : `header=${header}`,
    skip === undefined ? null : `skip=${skip}`,
    // Longer signs than DuckDB knows are looked for by us alone.
    comment === undefined ? null : `comment=${literal(comment.length > 1 ? '' : comment)}`,
  ]
  return options.flatMap((option) => (option === null ? [] : [`, ${option}`])).join('')
}

/**
 * A ragged file has no dialect in which all rows fit: then the one in which most do, and the others are rejects. So it is
 * with a guess that takes most of the lines for a title, since the last ones alone have one number of fields.
 */
export async function bestGuess(connection: DuckDBConnection, file: string, options: string): Promise<Guess | null> {
  const strict = await attempt(connection, file, options)
  const lines = headOf(file).split(/\r\n|\n|\r/)
  const takesMost = strict !== null && strict.skip > 1 && strict.skip > lines.filter((line) => line !== '').length / 2
  if (strict !== null && strict.names.length > 1 && !takesMost) return strict
  const lenient = await attempt(connection, file, `, ignore_errors=true${options}`)
  if (takesMost && lenient !== null && lenient.names.length > 1 && lenient.skip < strict.skip) return lenient
  return lenient !== null && lenient.names.length > (strict?.names.length ?? 0) ? lenient : strict
}

export async function attempt(connection: DuckDBConnection, file: string, options: string): Promise<Guess | null> {
  const sql = `SELECT "Delimiter", "Quote", "Escape", "Comment", "SkipRows"::DOUBLE, "HasHeader",
    to_json(list_transform("Columns", lambda c: c.name))::VARCHAR
    FROM sniff_csv(${literal(file)}, sample_size=20480, strict_mode=true, buffer_size=8000000${options})`
  let row: unknown[] | undefined
  try {
    ;[row] = await rowsOf(connection, sql)
  } catch (error) {
    if (error instanceof Error && /sniff|detect|CSV/i.test(error.message)) return null
    throw error
  }
  if (row === undefined) return null
  const [delimiter, quote, escape, comment] = row.slice(0, 4).map((text) => (text === '(empty)' ? '' : String(text)))
  return {
    delimiter: delimiter === '' || delimiter === undefined ? ',' : delimiter,
    quote: quote ?? '',
    escape: escape ?? '',
    comment: comment ?? '',
    skip: Number(row[4]),
    header: row[5] === true,
    names: JSON.parse(String(row[6])) as string[],
  }
}

export const headBytes = 1 << 20

/** The first text of a UTF-8 file. */
export function headOf(file: string): string {
  const handle = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(headBytes)
    const count = readSync(handle, buffer, 0, buffer.length, 0)
    return buffer.toString('utf8', 0, count).replace(/^\ufeff/, '')
  } finally {
    closeSync(handle)
  }
}
