// A text table whose values DuckDB's reader converts by itself, while our count of the records looks at their bytes for what it
// would change without a word. Where a value does not fit its column, the column is taken for what it is and all is read anew.
import { statSync } from 'node:fs'
import type { RowAccount } from '../../../../shared/records'
import { trimmed } from './columns'
import { checkSignal } from './context'
import { copyTo } from './copy'
import { accountOf } from './csvTable'
import { readCsv, skipLinesOf } from './dialect'
import type { SniffedDialect } from './dialect'
import { openCount } from './firstRows'
import type { FirstColumn, FirstTyping } from './firstRows'
import type { Misfit, ValueKind } from './plainValues'
import type { RawInput } from './raw'
import { countAndLook } from './records'
import type { Looked } from './records'
import { forgetRejects, withoutCasts } from './rejects'
import { identifier, numbersOf, tableOf } from './sql'
import { headOf } from './sniffer'
import { TextLook } from './textLook'

export interface ReadTyping extends FirstTyping {
  columns: ReadColumn[]
}

interface ReadColumn extends FirstColumn {
  /** The first rows say otherwise: it is read as words, if they turn out to be nothing else. */
  late?: boolean
}

const mostTries = 4

/** What became of it: the table's account and columns, a text that is not UTF-8 with one kind of line end, or neither. */
export type ByReader = { account: RowAccount; typing: FirstTyping } | 'otherText' | null

/** Null when it is not clear what a column is, or when the reader refuses a value that we took for plain. */
export async function copiedByReader(input: RawInput, dialect: SniffedDialect, first: FirstTyping): Promise<ByReader> {
  let typing: ReadTyping = first
  // The reader compares each value with each of the words that mean a missing one: it is told those that seem to come.
  let known = wordsIn(headOf(input.file), dialect.missing)
  for (let tries = 0; tries < mostTries; tries++) {
    // Words with blanks are not looked at.
    if (typing.columns.some(({ padded, storage }) => padded && storage === 'VARCHAR')) known = dialect.missing
    const looked = await copied(input, { ...dialect, missing: known }, { typing, missing: dialect.missing })
    if (looked === null) return null
    if (!looked.plain) return 'otherText'
    if (looked.misfits.size === 0) return whole(input, dialect, { typing, count: looked })
    await forgetRejects(input.connection)
    if ([...looked.misfits.values()].includes('missing')) known = dialect.missing
    typing = { ...typing, columns: typing.columns.map((column, index) => widened(column, looked.misfits.get(index))) }
  }
  return null
}

const wordsIn = (head: string, words: readonly string[]) => words.filter((word) => head.includes(word))

/** The column as it has to be read when a value does not fit it. */
function widened(column: ReadColumn, misfit: Misfit | undefined): ReadColumn {
  if (misfit === undefined || misfit === 'missing') return column
  if (misfit === 'decimal' && column.storage === 'BIGINT') return { ...column, storage: 'DOUBLE' }
  return {
    ...column,
    storage: 'VARCHAR',
    datelike: false,
    padded: true,
    late: column.storage !== 'VARCHAR' || column.empty,
  }
}

interface Reading {
  typing: ReadTyping
  missing: readonly string[]
}

/** Copies and looks at the same time; each ends the other when it fails. Null when the copy failed. */
async function copied(input: RawInput, dialect: SniffedDialect, { typing, missing }: Reading): Promise<Looked | null> {
  const { connection, file, source, context } = input
  const counting = new AbortController()
  const own = context.signal === undefined ? counting.signal : AbortSignal.any([context.signal, counting.signal])
  const look = {
    kinds: typing.columns.map(kindOf),
    header: dialect.header,
    missing,
    known: dialect.missing,
    text: source.open ? new TextLook() : null,
  }
  const looking = countAndLook(
    file,
    { dialect: { ...dialect, skipLines: skipLinesOf(dialect) }, look },
    { ...context, signal: own },
  )
  const copying = copyOf(input, dialect, typing).catch((error: unknown) => {
    counting.abort()
    throw error
  })
  const ended = looking.then((looked) => {
    if (!looked.plain || looked.misfits.size > 0) connection.interrupt()
    return looked
  })
  const [written, looked] = await Promise.allSettled([copying, ended])
  checkSignal(context.signal)
  if (looked.status === 'rejected') return null
  const anew = !looked.value.plain || looked.value.misfits.size > 0
  return anew || written.status === 'fulfilled' ? looked.value : null
}

function copyOf({ connection, file, target, context }: RawInput, dialect: SniffedDialect, { columns }: ReadTyping) {
  const cells = columns.map(({ name, padded, storage }, index) => {
    return `${padded && storage === 'VARCHAR' ? trimmed(index) : `c${index}`} AS ${identifier(name)}`
  })
  const types = columns.map(({ storage }) => storage)
  const query = `SELECT ${cells.join(', ')} FROM ${readCsv(file, dialect, types)}`
  return copyTo(
    connection,
    { query, target, columns: columns.length, bytes: statSync(file).size, stage: 'read' },
    context,
  )
}

const kinds = { BIGINT: 'whole', DOUBLE: 'decimal', DATE: 'day', TIMESTAMP: 'moment' } as const

function kindOf({ storage, empty, padded, late }: ReadColumn): ValueKind | null {
  if (storage === 'VARCHAR') return late === true ? null : empty ? 'nothing' : padded ? null : 'words'
  return kinds[storage]
}

async function whole(
  input: RawInput,
  dialect: SniffedDialect,
  { typing, count }: { typing: ReadTyping; count: Looked },
): Promise<ByReader> {
  const late = typing.columns.filter((column) => column.late === true).map(({ name }) => identifier(name))
  if (!(await withoutCasts(input.connection)) || !(await areWords(input, late))) {
    await forgetRejects(input.connection)
    return null
  }
  const relation = tableOf(input.target)
  return { account: await accountOf(input, dialect, { mended: { mended: 0, comments: 0 }, count, relation }), typing }
}

/** Each of the columns has a value that can be nothing but a word, so that no other rows could make numbers or dates of it. */
async function areWords({ connection, target }: RawInput, columns: string[]): Promise<boolean> {
  if (columns.length === 0) return true
  const words = columns.map((column) => `(count(${column}) > ${openCount(column)})::DOUBLE`)
  const found = await numbersOf(connection, `SELECT ${words.join(', ')} FROM ${tableOf(target)}`)
  return found.every((word) => word === 1)
}
