// A text table typed in one reading: what its first rows are, all its rows must be, or it is read the long way.
import type { Typing } from './columns'
import { readCsv, skipLinesOf, sniffDialect } from './dialect'
import type { SniffedDialect } from './dialect'
import { typingOfFirst } from './firstRows'
import type { FirstTyping } from './firstRows'
import type { RawInput, RawTable } from './raw'
import { hasOverlong } from './overlong'
import { copiedByCasts } from './typedCasts'
import { copiedByReader } from './typedReader'
import type { ByReader } from './typedReader'

export interface TypedTable extends Omit<RawTable, 'relation'> {
  typing: Typing
}

/** Beyond so many columns the first rows by themselves would fill the memory. */
const mostColumns = 20_000

/**
 * Writes the typed table to `target` as the long way would: null when it cannot be told from the first rows what the
 * columns are, or another row is no such thing. Columns of numbers with marks always go the long way, and those of dates that are
 * not written as 2024-05-31 or 2024-05-31 12:00:00.
 * 'otherText' when the text of an open source is not UTF-8 or its lines do not end alike.
 */
export async function typedCsv(input: RawInput): Promise<TypedTable | 'otherText' | null> {
  const { connection, file, source, reading, badRows } = input
  if (badRows === 'mend') return null
  const dialect = await sniffDialect(connection, file, source.name, reading)
  if (dialect.commentFixed || dialect.names.length > mostColumns) return null
  if (await hasOverlong(file, dialect, input.context)) return null
  const first = await typingOfFirst(input, readCsv(file, dialect), dialect.names)
  const copied = first === null ? null : await copiedBy(input, dialect, first)
  if (copied === null || copied === 'otherText') return copied
  const { account, typing } = copied
  const { delimiter, quote, escape, header, comment, missing, names } = dialect
  const { format, compression, encoding } = source
  const shown = { format, compression, encoding, delimiter, quote, escape, header, comment, missing }
  return { names, dialect: { ...shown, skip: skipLinesOf(dialect) }, account, typing }
}

async function copiedBy(input: RawInput, dialect: SniffedDialect, first: FirstTyping): Promise<ByReader> {
  if (Buffer.byteLength(dialect.delimiter) === 1) return copiedByReader(input, dialect, first)
  // Only our look at the bytes tells what the rest of an open text is.
  if (input.source.open) return 'otherText'
  const account = await copiedByCasts(input, dialect, first)
  return account === null ? null : { account, typing: first }
}
