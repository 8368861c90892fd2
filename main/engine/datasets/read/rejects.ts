// The records that did not become rows: kept as a table beside the data, with the line, the reason and the text of each.
import type { DuckDBConnection } from '@duckdb/node-api'
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import type { Text } from '../../../../shared/fields/text'
import type { Reject, Rejects } from '../../../../shared/records'
import { fileErrors } from '../errors'
import { withConnection } from './connection'
import type { ReadContext } from './context'
import { linesAt } from './lines'
import { literal, numbersOf, rowsOf, tableOf } from './sql'

const mostText = 10_000

/** Starts an empty table `rejects` for the files of one import. */
export async function beginRejects(connection: DuckDBConnection): Promise<void> {
  await connection.run(
    'CREATE OR REPLACE TEMP TABLE rejects (file VARCHAR, line DOUBLE, kind VARCHAR, expected DOUBLE, found DOUBLE, text VARCHAR)',
  )
}

/** Forgets all that was refused so far. */
export async function forgetRejects(connection: DuckDBConnection): Promise<void> {
  await connection.run('DELETE FROM reject_errors')
  await beginRejects(connection)
}

/**
 * Forgets values that DuckDB could not convert, where their record is refused for something else as well. False when a record
 * was refused for nothing but such a value.
 */
export async function withoutCasts(connection: DuckDBConnection): Promise<boolean> {
  const [refused] = await numbersOf(
    connection,
    `SELECT count(*)::DOUBLE FROM
       (SELECT bool_and(error_type = 'CAST') AS casts FROM reject_errors GROUP BY line_byte_position) WHERE casts`,
  )
  if (refused !== 0) return false
  await connection.run("DELETE FROM reject_errors WHERE error_type = 'CAST'")
  return true
}

/**
 * Moves what DuckDB refused of `file` (comment lines excepted) into `rejects`, in the order of the file, and says how
 * many there were of both. Its own line numbers are wrong below a line break in quotation marks, its bytes are right.
 */
export async function collectRejects(
  connection: DuckDBConnection,
  { file, name, comment }: { file: string; name: string; comment: string },
  context: ReadContext,
): Promise<{ rejects: number; comments: number }> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE refused AS
    SELECT start + length(csv_line) - length(ltrim(csv_line, chr(10) || chr(13))) AS start, kind, message,
      rtrim(ltrim(csv_line, chr(10) || chr(13)), chr(10) || chr(13)) AS text
    FROM (SELECT line_byte_position - 1 AS start, first(error_type::VARCHAR ORDER BY byte_position) AS kind,
      first(error_message ORDER BY byte_position) AS message, first(csv_line ORDER BY byte_position) AS csv_line
      FROM reject_errors GROUP BY line_byte_position)`)
  await connection.run('DELETE FROM reject_errors')
  const isComment = comment === '' ? 'false' : `starts_with(text, ${literal(comment)})`
  const [all = 0, comments = 0] = (
    await numbersOf(connection, `SELECT count(*)::DOUBLE, count(*) FILTER (${isComment})::DOUBLE FROM refused`)
  ).map(Number)
  if (all > comments) await withLines(connection, { file, name, isComment }, context)
  return { rejects: all - comments, comments }
}

async function withLines(
  connection: DuckDBConnection,
  { file, name, isComment }: { file: string; name: string; isComment: string },
  context: ReadContext,
): Promise<void> {
  const wanted = `FROM refused WHERE NOT ${isComment} ORDER BY start`
  const offsets = Float64Array.from(
    (await rowsOf(connection, `SELECT start::DOUBLE ${wanted}`)).map(([start]) => Number(start)),
  )
  const lines = await linesAt(file, offsets, context)
  await connection.run('CREATE OR REPLACE TEMP TABLE reject_lines (start DOUBLE, line DOUBLE)')
  const appender = await connection.createAppender('reject_lines')
  for (const [index, line] of lines.entries()) {
    appender.appendDouble(offsets[index] ?? 0)
    appender.appendDouble(line)
    appender.endRow()
  }
  appender.closeSync()
  await connection.run(`INSERT INTO rejects
    SELECT ${literal(name)}, line, kind, TRY_CAST(regexp_extract(message, 'Columns: ([0-9]+)', 1) AS DOUBLE),
      TRY_CAST(regexp_extract(message, 'Found: ([0-9]+)', 1) AS DOUBLE), left(text, ${mostText})
    FROM refused JOIN reject_lines ON refused.start = reject_lines.start ORDER BY refused.start`)
}

/** The first `limit` rejects after `offset` of a relation with the columns of `rejects`. */
export async function rejectsOf(
  connection: DuckDBConnection,
  relation: string,
  offset: number,
  limit: number,
): Promise<Reject[]> {
  const sql = `SELECT file, line, kind, expected, found, text FROM ${relation} LIMIT ${limit} OFFSET ${offset}`
  return (await rowsOf(connection, sql)).map(([file, line, kind, expected, found, text]) => ({
    file: String(file),
    line: Number(line),
    reason: reasonOf(String(kind), Number(expected), Number(found)),
    text: String(text),
  }))
}

/** A window of the table of rejects at `path`. Throws `dataset/file-missing`. */
export async function readRejects(path: string, offset: number, limit: number, context: ReadContext): Promise<Rejects> {
  if (!existsSync(path)) throw fileErrors.missing(basename(path))
  return withConnection(context, async (connection) => {
    const [total = 0] = (await numbersOf(connection, `SELECT count(*)::DOUBLE FROM ${tableOf(path)}`)).map(Number)
    return { offset, total, rejects: await rejectsOf(connection, tableOf(path), offset, limit) }
  })
}

/** Why DuckDB refused a record, in words. */
export function reasonOf(kind: string, expected: number, found: number): Text {
  if (kind === 'MISSING COLUMNS' || kind === 'TOO MANY COLUMNS') {
    const few = kind === 'MISSING COLUMNS'
    // Of too many fields the reader counts none after the first that is too many.
    if (!few) return { en: `It has more fields than the ${expected} columns.`, zh: `字段数多于 ${expected} 列。` }
    return {
      en: `It has ${found} ${found === 1 ? 'field' : 'fields'}, fewer than the ${expected} columns.`,
      zh: `有 ${found} 个字段，少于 ${expected} 列。`,
    }
  }
  return (
    reasons.get(kind) ?? { en: `It cannot be read (${kind.toLowerCase()}).`, zh: `无法读取（${kind.toLowerCase()}）。` }
  )
}

const reasons = new Map<string, Text>([
  [
    'UNQUOTED VALUE',
    { en: 'A quotation mark stands where none may, or is not closed.', zh: '引号位置不当，或没有闭合。' },
  ],
  [
    'INVALID ENCODING',
    { en: 'It holds bytes that are not text in this encoding.', zh: '其中含有不属于该编码的字节。' },
  ],
  ['LINE SIZE OVER MAXIMUM', { en: 'It is longer than a record may be.', zh: '该记录超过允许的长度。' }],
  ['INVALID STATE', { en: 'Its quotation marks cannot be understood.', zh: '无法理解其中的引号。' }],
  ['NOT AN OBJECT', { en: 'It is not a JSON object.', zh: '它不是 JSON 对象。' }],
])
