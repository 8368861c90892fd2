// The dialect of a CSV file: DuckDB's sniffer, corrected where it is known to drop rows without a word.
import type { DuckDBConnection } from '@duckdb/node-api'
import { closeSync, openSync, readSync } from 'node:fs'
import type { Text } from '../../../../shared/fields/text'
import { fileErrors } from '../errors'
import type { Reading } from '../../../../shared/records'
import { missingWords } from '../columnTypes'
import { nullStrings } from './columns'
import { isDoubleColon, ratingNames } from './movieLens'
import { literal, rowsOf } from './sql'

export interface SniffedDialect {
  delimiter: string
  quote: string
  escape: string
  header: boolean
  /** Lines above the header (or above the first row when there is none): what each of them is. */
  above: { comments: number; blanks: number; preamble: number }
  /** What a comment line begins with; '' when there are none. */
  comment: string
  /** The user named the comment sign: then every line that begins with it is one, whatever else it holds. */
  commentFixed: boolean
  missing: string[]
  names: string[]
}

interface Guess {
  delimiter: string
  quote: string
  escape: string
  comment: string
  skip: number
  header: boolean
  names: string[]
}

const noColumns: Text = { en: 'has no lines that can be cut into columns', zh: '其中没有可以分成列的行' }

/**
 * Guesses the dialect of a UTF-8 file from its first 20,480 rows, as far as the reading does not fix it.
 * Throws `dataset/not-a-table` when there is none.
 */
export async function sniffDialect(
  connection: DuckDBConnection,
  file: string,
  name: string,
  reading: Reading = {},
): Promise<SniffedDialect> {
  const head = headOf(file)
  const given = withMovieLens(reading, head)
  const plain = await bestGuess(connection, file, optionsOf(given))
  const titled = await belowTitle(connection, file, { head, given, found: plain?.names.length ?? 0 })
  const fixed = titled === null ? given : { ...given, skip: titled.skip }
  const first = titled?.guess ?? plain
  if (first === null) throw fileErrors.notATable(name, noColumns)
  const comment = fixed.comment ?? first.comment
  const above = linesAbove(head, { ...first, comment }, fixed.skip ?? 0)
  // With comment lines on top the sniffer mistakes the header for a row: it is asked again without them.
  const below =
    above.comments === 0
      ? null
      : optionsOf({ ...fixed, comment: '', skip: above.comments + above.blanks + above.preamble })
  const guess = below === null ? first : ((await bestGuess(connection, file, below)) ?? first)
  const guessQuote = guess.quote === '' && fixed.quote === undefined
  const quote = guessQuote ? await quoteOf(connection, file, guess, below ?? optionsOf(fixed)) : guess.quote
  const names = guess.header ? null : ratingNames(head, guess.delimiter)
  return {
    delimiter: guess.delimiter,
    quote,
    escape: guess.escape === '' ? quote : guess.escape,
    header: guess.header,
    above,
    comment,
    commentFixed: fixed.comment !== undefined && fixed.comment !== '',
    missing: fixed.missing ?? missingWords,
    names: distinctNames(names ?? guess.names),
  }
}

/** Files with `::` hold no quotation marks that quote, and MovieLens' begin with a number where others have names. */
function withMovieLens(reading: Reading, head: string): Reading {
  if (reading.delimiter !== undefined || !isDoubleColon(head)) return reading
  return { delimiter: '::', quote: '', escape: '', header: !/^\d/.test(head), ...reading }
}

function optionsOf({ delimiter, quote, escape, header, skip, comment }: Reading): string {
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
async function bestGuess(connection: DuckDBConnection, file: string, options: string): Promise<Guess | null> {
  const strict = await attempt(connection, file, options)
  const lines = headOf(file).split(/\r\n|\n|\r/)
  const takesMost = strict !== null && strict.skip > 1 && strict.skip > lines.filter((line) => line !== '').length / 2
  if (strict !== null && strict.names.length > 1 && !takesMost) return strict
  const lenient = await attempt(connection, file, `, ignore_errors=true${options}`)
  if (takesMost && lenient !== null && lenient.names.length > 1 && lenient.skip < strict.skip) return lenient
  return lenient !== null && lenient.names.length > (strict?.names.length ?? 0) ? lenient : strict
}

const mostTitles = 3
/** Further down an empty line is one between rows. */
const titleLines = 10

/**
 * Where words and an empty line stand above a table, the sniffer takes the words for it: it is asked again from behind the
 * first empty lines on. Null when there are no more columns than it `found`, or when the reading says where the table begins.
 */
async function belowTitle(
  connection: DuckDBConnection,
  file: string,
  { head, given, found }: { head: string; given: Reading; found: number },
): Promise<{ guess: Guess; skip: number } | null> {
  if (given.skip !== undefined) return null
  const lines = head.split(/\r\n|\n|\r/, titleLines)
  const begins = lines.flatMap((line, index) => (index > 1 && line !== '' && lines[index - 1] === '' ? [index] : []))
  for (const skip of begins.slice(0, mostTitles)) {
    const guess = await bestGuess(connection, file, optionsOf({ ...given, skip }))
    if (guess !== null && guess.names.length > Math.max(1, found)) return { guess, skip }
  }
  return null
}

/**
 * The quotation mark of a file in whose first rows the sniffer saw none: the usual one, for the rows further down,
 * unless these rows hold quotation marks that do not quote.
 */
async function quoteOf(connection: DuckDBConnection, file: string, guess: Guess, options: string): Promise<string> {
  const head = headOf(file)
  if (!head.includes('"') && Buffer.byteLength(head) < headBytes) return '"'
  const quoted = await attempt(connection, file, `, quote='"', escape='"'${options}`)
  if (quoted !== null) return quoted.names.length === guess.names.length ? '"' : ''
  return head.includes('"') ? '' : '"'
}

/** How many lines stand above the header. */
export function skipLinesOf({ above }: SniffedDialect): number {
  return above.comments + above.blanks + above.preamble
}

/**
 * The table function that reads every record strictly, all columns as text named c0, c1, ... Rejects go to tables.
 * With the storages of the columns it converts their values, and fails at the first record or value that does not fit.
 */
export function readCsv(file: string, dialect: SniffedDialect, storages: readonly string[] | null = null): string {
  const columns = dialect.names.map((_, index) => `'c${index}': '${storages?.[index] ?? 'VARCHAR'}'`).join(', ')
  const options = [
    'auto_detect=false',
    'strict_mode=true',
    'null_padding=false',
    ...(storages === null ? ['store_rejects=true', 'rejects_limit=0'] : []),
    // No comment character: DuckDB would drop data rows that begin with it. Comment lines end among the rejects.
    "comment=''",
    `nullstr=${nullStrings(dialect.missing)}`,
    `delim=${literal(dialect.delimiter)}`,
    `quote=${literal(dialect.quote)}`,
    `escape=${literal(dialect.escape)}`,
    `header=${dialect.header}`,
    `skip=${skipLinesOf(dialect)}`,
    `columns={${columns}}`,
  ]
  return `read_csv(${literal(file)}, ${options.join(', ')})`
}

async function attempt(connection: DuckDBConnection, file: string, options: string): Promise<Guess | null> {
  const sql = `SELECT "Delimiter", "Quote", "Escape", "Comment", "SkipRows"::DOUBLE, "HasHeader",
    to_json(list_transform("Columns", lambda c: c.name))::VARCHAR
    FROM sniff_csv(${literal(file)}, sample_size=20480, strict_mode=true${options})`
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

/** What stands above the header: with a comment character the comment lines, otherwise what the sniffer skips. */
function linesAbove(head: string, guess: Guess, skipped: number): SniffedDialect['above'] {
  const lines = head.split(/\r\n|\n|\r/)
  const isComment = (line: string) => guess.comment !== '' && line.startsWith(guess.comment)
  const isAbove = (line: string, index: number) =>
    index < skipped || (guess.comment === '' ? index < guess.skip : isComment(line) || line === '')
  const end = lines.findIndex((line, index) => !isAbove(line, index))
  const above = lines.slice(0, end < 0 ? lines.length : end)
  const blanks = above.filter((line) => line.trim() === '').length
  const comments = above.filter(isComment).length
  return { comments, blanks, preamble: above.length - blanks - comments }
}

/** Names without surrounding blanks, none empty, none twice in any letter case (Parquet readers do not tell case apart). */
export function distinctNames(names: string[]): string[] {
  const taken = new Set<string>()
  return names.map((raw, index) => {
    const base = raw.trim() === '' ? `column${index}` : raw.trim()
    let name = base
    for (let count = 1; taken.has(name.toLowerCase()); count++) name = `${base}_${count}`
    taken.add(name.toLowerCase())
    return name
  })
}

const headBytes = 1 << 20

function headOf(file: string): string {
  const handle = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(headBytes)
    const count = readSync(handle, buffer, 0, buffer.length, 0)
    return buffer.toString('utf8', 0, count).replace(/^\ufeff/, '')
  } finally {
    closeSync(handle)
  }
}
