// JSON lines, or one array of objects, as a raw table: a column for each key in the order of its first appearance.
import { openSync, readSync, closeSync } from 'node:fs'
import { fileErrors } from '../errors'
import { runWithProgress } from './connection'
import { distinctNames } from './dialect'
import { missingWords } from '../columnTypes'
import type { RawInput, RawTable } from './raw'
import { copySql, literal, numbersOf, rowsOf, tableOf } from './sql'

const mostBytesALine = 1 << 26

/** Throws `dataset/not-a-table` for an array that is no JSON; lines that are none are rejects. */
export async function jsonTable(input: RawInput): Promise<RawTable> {
  const { connection, target, source, reading, context } = input
  const isArray = startsWithBracket(input.file)
  await (isArray ? readArray(input) : readLines(input))
  const objects = `SELECT json FROM json_lines WHERE kind = 'OBJECT' ORDER BY line`
  const [records = 0, rejects = 0, blanks = 0] = await countsOf(input)
  const keys = (
    await rowsOf(
      connection,
      `SELECT key FROM (SELECT line, unnest(json_keys(json)) AS key, unnest(range(len(json_keys(json)))) AS place
       FROM json_lines WHERE kind = 'OBJECT') GROUP BY key ORDER BY min(line * 100000 + place)`,
    )
  ).map(([key]) => String(key))
  if (keys.length === 0)
    throw fileErrors.notATable(source.name, { en: 'holds no JSON objects', zh: '其中没有 JSON 对象' })
  const missing = reading.missing ?? missingWords
  const cells = keys.map((key, index) => `${cellOf(key, missing)} AS c${index}`).join(', ')
  await runWithProgress(connection, copySql(`SELECT ${cells} FROM (${objects})`, target), 'read', context)
  const { format, compression, encoding } = source
  const marks = { delimiter: '', quote: '', escape: '', header: false, skip: 0, comment: '', missing }
  return {
    relation: tableOf(target),
    names: distinctNames(keys),
    dialect: { format, compression, encoding, ...marks },
    account: { records, rows: records - rejects - blanks, rejects, comments: 0, blanks, preamble: 0 },
  }
}

/** Records, rejects and blank lines; the rejects go into their table. */
async function countsOf({ connection, source }: RawInput): Promise<number[]> {
  await connection.run(`INSERT INTO rejects SELECT ${literal(source.name)}, line, 'NOT AN OBJECT', NULL, NULL, left(text, 10000)
    FROM json_lines WHERE kind = 'NONE' ORDER BY line`)
  const counts = await numbersOf(
    connection,
    `SELECT count(*)::DOUBLE, count(*) FILTER (kind = 'NONE')::DOUBLE, count(*) FILTER (kind = 'BLANK')::DOUBLE FROM json_lines`,
  )
  return counts.map(Number)
}

async function readLines({ connection, file, source, context }: RawInput): Promise<void> {
  // JSON holds no bare control characters, so that one of them parts nothing.
  const lines = `read_csv(${literal(file)}, auto_detect=false, header=false, delim='\x01', quote='', escape='', strict_mode=false,
    max_line_size=${mostBytesALine}, buffer_size=${mostBytesALine * 2}, columns={'text': 'VARCHAR'})`
  const kind = `CASE WHEN coalesce(trim(text), '') = '' THEN 'BLANK' WHEN json_valid(text) AND json_type(text) = 'OBJECT' THEN 'OBJECT' ELSE 'NONE' END`
  const sql = `CREATE OR REPLACE TEMP TABLE json_lines AS SELECT row_number() OVER ()::DOUBLE AS line, ${kind} AS kind,
    CASE WHEN ${kind} = 'OBJECT' THEN text::JSON END AS json, text FROM ${lines}`
  try {
    await runWithProgress(connection, sql, 'read', context)
  } catch (error) {
    throw asNoJson(error, source.name)
  }
}

async function readArray({ connection, file, source, context }: RawInput): Promise<void> {
  const sql = `CREATE OR REPLACE TEMP TABLE json_lines AS SELECT row_number() OVER ()::DOUBLE AS line, json::VARCHAR AS text,
    CASE WHEN json_type(json) = 'OBJECT' THEN 'OBJECT' ELSE 'NONE' END AS kind, json
    FROM read_json_objects(${literal(file)}, format='array', maximum_object_size=${mostBytesALine})`
  try {
    await runWithProgress(connection, sql, 'read', context)
  } catch (error) {
    throw asNoJson(error, source.name)
  }
}

function asNoJson(error: unknown, name: string): unknown {
  if (!(error instanceof Error) || !/JSON|CSV|unicode|utf-?8/i.test(error.message)) return error
  return fileErrors.notATable(name, { en: 'cannot be read as JSON', zh: '无法作为 JSON 读取' })
}

function cellOf(key: string, missing: string[]): string {
  const pointer = literal(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
  const text = `nullif(trim(json_extract_string(json, ${pointer})), '')`
  return missing.length === 0
    ? text
    : `CASE WHEN ${text} IN (${missing.map(literal).join(', ')}) THEN NULL ELSE ${text} END`
}

function startsWithBracket(file: string): boolean {
  const handle = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(4096)
    const start = bytes.toString('utf8', 0, readSync(handle, bytes, 0, bytes.length, 0))
    return start
      .replace(/^\ufeff/, '')
      .trimStart()
      .startsWith('[')
  } finally {
    closeSync(handle)
  }
}
