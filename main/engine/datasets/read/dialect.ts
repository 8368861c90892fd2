// The dialect of a CSV file: DuckDB's sniffer, corrected where it is known to drop rows without a word.
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Text } from '../../../../shared/fields/text'
import { fileErrors } from '../errors'
import type { Reading } from '../../../../shared/records'
import { missingWords } from '../columnTypes'
import { nullStrings } from './columns'
import { hasNames, isDecimalColumn, namedDelimiter, numeric, rareDelimiter, shortNames, wideDelimiter } from './hints'
import { isDoubleColon, ratingNames } from './movieLens'
import { attempt, bestGuess, headBytes, headOf, optionsOf } from './sniffer'
import type { Guess } from './sniffer'
import { literal } from './sql'

export interface SniffedDialect {
  delimiter: string
  quote: string
  escape: string
  header: boolean
  /** The line of names has one fewer than there are columns: the reader leaves it out, and we name them. */
  oneNameShort: boolean
  /** Lines above the header (or above the first row when there is none): what each of them is. */
  above: { comments: number; blanks: number; preamble: number }
  /** What a comment line begins with; '' when there are none. */
  comment: string
  /** The user named the comment sign: then every line that begins with it is one, whatever else it holds. */
  commentFixed: boolean
  missing: string[]
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
  const { given, plain } = await plainGuess(connection, file, { head, reading })
  const titled = await belowTitle(connection, file, { head, given, found: plain?.names.length ?? 0 })
  const fixed = titled === null ? given : { ...given, skip: titled.skip }
  const first = titled?.guess ?? plain
  if (first === null) throw fileErrors.notATable(name, noColumns)
  const comment = fixed.comment ?? first.comment
  const above = linesAbove(head, { ...first, comment }, fixed.skip ?? 0)
  const skip = above.comments + above.blanks + above.preamble
  // With comment lines on top the sniffer mistakes the header for a row: it is asked again without them.
  const below = above.comments === 0 ? null : optionsOf({ ...fixed, comment: '', skip })
  const guess = below === null ? first : ((await bestGuess(connection, file, below)) ?? first)
  const options = below ?? optionsOf(fixed)
  const guessQuote = guess.quote === '' && fixed.quote === undefined
  const quote = guessQuote ? await quoteOf(connection, file, guess, options) : guess.quote
  const top = await namesOnTop(connection, file, { head, guess: { ...guess, quote }, skip, options, fixed })
  return {
    delimiter: guess.delimiter,
    quote,
    escape: guess.escape === '' ? quote : guess.escape,
    header: top.header,
    oneNameShort: top.oneNameShort,
    // The line of names that the sniffer took for a title.
    above: top.oneNameShort ? { ...above, preamble: above.preamble - 1 } : above,
    comment,
    commentFixed: fixed.comment !== undefined && fixed.comment !== '',
    missing: fixed.missing ?? missingWords,
    names: distinctNames(top.names),
  }
}

/** The sniffer's answer, with the delimiters that it does not try where it finds none; and the reading that it was asked by. */
async function plainGuess(
  connection: DuckDBConnection,
  file: string,
  { head, reading }: { head: string; reading: Reading },
): Promise<{ given: Reading; plain: Guess | null }> {
  const asked = withMovieLens({ ...seenOnTop(head), ...reading }, head)
  const plain = await bestGuess(connection, file, optionsOf(asked))
  // The marks that a wide table was taken to quote by are others.
  if (plain === null && asked.quote !== reading.quote) {
    const bare = withMovieLens(reading, head)
    return { given: bare, plain: await bestGuess(connection, file, optionsOf(bare)) }
  }
  const isOne = (plain?.names.length ?? 1) === 1 && asked.delimiter === undefined
  const rare = isOne ? rareDelimiter(head) : null
  if (rare === null) return { given: asked, plain }
  const given = { ...asked, delimiter: rare }
  return { given, plain: (await bestGuess(connection, file, optionsOf(given))) ?? plain }
}

/** What the first lines say of the delimiter. */
function seenOnTop(head: string): Reading {
  const named = namedDelimiter(head)
  if (named !== null) return { delimiter: named, skip: 1 }
  const wide = wideDelimiter(head)
  // Each pair of marks that may quote takes the sniffer seconds where there are thousands of columns.
  if (wide !== null) return head.includes("'") ? { delimiter: wide } : { delimiter: wide, quote: '"', escape: '"' }
  // Any delimiter that a column of numbers does not hold leaves it one column.
  return isDecimalColumn(head) ? { delimiter: ';' } : {}
}

interface Top extends Pick<SniffedDialect, 'header' | 'oneNameShort'> {
  names: string[]
}

/** The names of the columns: those that the sniffer sees, and those that only a person takes for names. */
async function namesOnTop(
  connection: DuckDBConnection,
  file: string,
  { head, guess, skip, options, fixed }: { head: string; guess: Guess; skip: number; options: string; fixed: Reading },
): Promise<Top> {
  const plain = { header: guess.header, oneNameShort: false, names: guess.names }
  const short = shortNames(head, skip, guess.names.length, guess)
  // Told that there are names, the sniffer takes the first row for them.
  const takesRow = guess.header && fixed.header === true && guess.names.some((name) => numeric.test(name))
  if (short !== null && (takesRow || (!guess.header && fixed.header === undefined))) {
    return { header: true, oneNameShort: true, names: short }
  }
  if (guess.header) return plain
  const names = ratingNames(head, guess.delimiter)
  if (names !== null || fixed.header !== undefined) return { ...plain, names: names ?? guess.names }
  if (hasNames(head, skip, guess)) {
    const asked = await attempt(connection, file, `, header=true${options}`)
    if (asked?.names.length === guess.names.length) return { ...plain, header: true, names: asked.names }
  }
  return plain
}

/** Files with `::` hold no quotation marks that quote, and MovieLens' begin with a number where others have names. */
function withMovieLens(reading: Reading, head: string): Reading {
  if (reading.delimiter !== undefined || !isDoubleColon(head)) return reading
  return { delimiter: '::', quote: '', escape: '', header: !/^\d/.test(head), ...reading }
}

const mostTitles = 3
/** Further down an empty line is one between rows. */
const titleLines = 11

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
 * With the storages of the columns it converts their values, and refuses records with values that it cannot convert.
 */
export function readCsv(file: string, dialect: SniffedDialect, storages: readonly string[] | null = null): string {
  const columns = dialect.names.map((_, index) => `'c${index}': '${storages?.[index] ?? 'VARCHAR'}'`).join(', ')
  const options = [
    'auto_detect=false',
    'strict_mode=true',
    'null_padding=false',
    'store_rejects=true',
    'rejects_limit=0',
    // No comment character: DuckDB would drop data rows that begin with it. Comment lines end among the rejects.
    "comment=''",
    // A thread takes a quarter of a buffer at a time: of usual ones so much that the last thread lets the others wait.
    'buffer_size=8000000',
    `nullstr=${nullStrings(dialect.missing, [dialect.delimiter, dialect.quote, dialect.escape])}`,
    `delim=${literal(dialect.delimiter)}`,
    `quote=${literal(dialect.quote)}`,
    `escape=${literal(dialect.escape)}`,
    `header=${dialect.header && !dialect.oneNameShort}`,
    `skip=${skipLinesOf(dialect) + (dialect.oneNameShort ? 1 : 0)}`,
    `columns={${columns}}`,
  ]
  return `read_csv(${literal(file)}, ${options.join(', ')})`
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

/** Names without surrounding blanks and zero bytes, none empty, none twice in any letter case (Parquet readers do not tell case apart). */
export function distinctNames(names: string[]): string[] {
  const taken = new Set<string>()
  return names.map((raw, index) => {
    const plain = raw.replaceAll('\0', '').trim()
    const base = plain === '' ? `column${index}` : plain
    let name = base
    for (let count = 1; taken.has(name.toLowerCase()); count++) name = `${base}_${count}`
    taken.add(name.toLowerCase())
    return name
  })
}
