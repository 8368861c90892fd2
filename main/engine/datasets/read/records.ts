// Our own count of a file's records, beside DuckDB's reading: what DuckDB drops without a word is found by the difference.
import { createReadStream, statSync } from 'node:fs'
import { checkSignal } from './context'
import type { ReadContext } from './context'
import { FastRecords } from './fastRecords'
import type { Look } from './fastRecords'
import { PlainValues } from './plainValues'
import type { Misfit, ValueKind } from './plainValues'
import type { RecordCount } from './recordTable'
import type { TextLook } from './textLook'

export type { RecordCount }

const newline = 10
const carriageReturn = 13
const space = 32

/**
 * Counts the records of CSV text, fed in pieces of UTF-8 bytes. A quote opens only at the start of a field (after spaces too) and closes
 * at the next quote that is not doubled (or escaped); LF, CR LF and CR end a record (RFC 4180, and CR of old Macs).
 */
export class RecordCounter {
  private records = 0
  private blanks = 0
  protected quoted = false
  /** After a quote or an escape inside a quoted field: the next byte decides. */
  private pending: 'none' | 'quote' | 'escape' = 'none'
  private fieldStart = true
  private recordStart = true
  private afterReturn = false
  /** Bytes of the delimiter that have just been seen. */
  private matched = 0
  private readonly first: number
  private readonly length: number
  /** Bytes taken. */
  protected position = 0

  /** A delimiter of one to four bytes; -1 for no quote and no escape. */
  constructor(
    private readonly delimiter: Uint8Array,
    private readonly quote: number,
    private readonly escape: number,
  ) {
    this.first = delimiter[0] ?? -1
    this.length = delimiter.length
  }

  feed(bytes: Uint8Array): void {
    for (let index = 0; index < bytes.length; index++) {
      this.take(bytes[index] as number)
      this.position++
    }
  }

  /** The counts after the last piece; a last line without a line end counts. */
  finish(): RecordCount {
    if (!this.recordStart) this.endRecord()
    return { records: this.records, blanks: this.blanks }
  }

  private take(byte: number): void {
    if (this.quoted && this.staysQuoted(byte)) return
    if (this.afterReturn) {
      this.afterReturn = false
      if (byte === newline) return
    }
    if (byte === newline || byte === carriageReturn) {
      this.endRecord()
      this.afterReturn = byte === carriageReturn
      return
    }
    this.recordStart = false
    this.quoted = this.fieldStart && byte === this.quote
    // DuckDB lets spaces stand before a quote.
    const parted = this.endsDelimiter(byte)
    if (parted) this.onDelimiter()
    this.fieldStart = parted || (this.fieldStart && byte === space)
  }

  /** For whoever needs to know where fields end: `position` is that of the delimiter's last byte. */
  protected onDelimiter(): void {}

  /** For whoever needs to know where records end: `position` is that of the line end's first byte. */
  protected onRecord(_blank: boolean): void {}

  private endsDelimiter(byte: number): boolean {
    if (this.length === 1) return byte === this.first
    const goesOn = byte === this.delimiter[this.matched]
    this.matched = goesOn ? this.matched + 1 : byte === this.first ? 1 : 0
    if (this.matched < this.length) return false
    this.matched = 0
    return true
  }

  private staysQuoted(byte: number): boolean {
    const { pending } = this
    this.pending = 'none'
    if (pending === 'escape') return true
    if (pending === 'quote') {
      this.quoted = byte === this.quote
      return this.quoted
    }
    if (byte === this.escape && this.escape !== this.quote) this.pending = 'escape'
    else if (byte === this.quote) this.pending = 'quote'
    return true
  }

  private endRecord(): void {
    this.onRecord(this.recordStart)
    this.records++
    if (this.recordStart) this.blanks++
    this.recordStart = true
    this.fieldStart = true
    this.quoted = false
    this.pending = 'none'
  }
}

/** The marks that part a text, and how many lines stand above it. */
export interface Marks {
  delimiter: string
  quote: string
  escape: string
  skipLines: number
}

/** Counts the records of a UTF-8 file after its first `skipLines` lines. */
export async function countRecords(file: string, dialect: Marks, context: ReadContext): Promise<RecordCount> {
  const { delimiter, skipLines } = dialect
  const [quote, escape] = [codeOf(dialect.quote), codeOf(dialect.escape)]
  const counter =
    Buffer.byteLength(delimiter) === 1
      ? new FastRecords({ delimiter: delimiter.charCodeAt(0), quote, escape })
      : new RecordCounter(Buffer.from(delimiter), quote, escape)
  for await (const { below } of textPieces(file, skipLines, context)) counter.feed(below)
  return counter.finish()
}

/** As `countRecords`, and which of the columns have values with blanks at their edges: null when that is not known. */
export async function countAndTrim(
  file: string,
  dialect: Marks & { header: boolean; missing: readonly string[] },
  columns: number,
  context: ReadContext,
): Promise<RecordCount & { padded: ReadonlySet<number> | null }> {
  if (Buffer.byteLength(dialect.delimiter) !== 1) {
    return { ...(await countRecords(file, dialect, context)), padded: null }
  }
  const [quote, escape] = [codeOf(dialect.quote), codeOf(dialect.escape)]
  const look = { values: new PlainValues(quote, dialect.missing), kinds: new Array<ValueKind>(columns).fill('words') }
  const marks = { delimiter: codeOf(dialect.delimiter), quote, escape }
  const counter = new FastRecords(marks, { ...look, header: dialect.header })
  const total = statSync(file).size
  let done = 0
  for await (const { above, below } of textPieces(file, dialect.skipLines, context)) {
    context.progress?.('count', done, total)
    counter.feed(below)
    done += above.length + below.length
  }
  return { ...counter.finish(), padded: new Set(counter.misfits.keys()) }
}

/** What of a text is looked at beside the count of its records. */
export interface Looking extends Omit<Look, 'values'> {
  /** The words that mean a missing value, and those of them that the reader is told. */
  missing: readonly string[]
  known: readonly string[]
  /** Looks at the bytes of the text itself, where nobody did yet. */
  text: TextLook | null
}

export interface Looked extends RecordCount {
  misfits: ReadonlyMap<number, Misfit>
  /** The text is UTF-8, and its lines end alike. */
  plain: boolean
}

/**
 * As `countRecords`, for a delimiter of one byte. It ends early, with a count that is not whole, after a piece in which a value
 * does not fit its column or the text is not plain.
 */
export async function countAndLook(
  file: string,
  { dialect, look }: { dialect: Marks; look: Looking },
  context: ReadContext,
): Promise<Looked> {
  const [quote, escape] = [codeOf(dialect.quote), codeOf(dialect.escape)]
  const marks = { delimiter: codeOf(dialect.delimiter), quote, escape }
  const counter = new FastRecords(marks, { ...look, values: new PlainValues(quote, look.missing, look.known) })
  const { misfits } = counter
  for await (const { above, below } of textPieces(file, dialect.skipLines, context)) {
    if (look.text?.take(above) === false || look.text?.take(below) === false) {
      return { records: 0, blanks: 0, misfits, plain: false }
    }
    counter.feed(below)
    if (misfits.size > 0) return { records: 0, blanks: 0, misfits, plain: true }
  }
  // The last line may end without a line end, and hold the only such value.
  return { ...counter.finish(), misfits, plain: look.text?.ends() !== false }
}

/** The code of a quote or an escape; -1 for none. */
export function codeOf(mark: string): number {
  return mark === '' ? -1 : mark.charCodeAt(0)
}

/** The bytes of a UTF-8 file in pieces: in each what belongs to a byte-order mark or the first `skipLines` lines, and what follows. */
export async function* textPieces(
  file: string,
  skipLines: number,
  context: ReadContext,
): AsyncGenerator<{ above: Uint8Array; below: Uint8Array }> {
  let skip = skipLines
  let first = true
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 22 }) as AsyncIterable<Buffer>) {
    checkSignal(context.signal)
    let below: Uint8Array = first ? withoutMark(piece) : piece
    first = false
    for (; skip > 0 && below.length > 0; skip--) below = withoutLine(below)
    yield { above: piece.subarray(0, piece.length - below.length), below }
  }
}

/** What follows the first line end: LF, CR LF or CR. The lines above a table lie in the first piece. */
function withoutLine(bytes: Uint8Array): Uint8Array {
  const end = bytes.findIndex((byte) => byte === newline || byte === carriageReturn)
  if (end < 0) return bytes.subarray(bytes.length)
  const double = bytes[end] === carriageReturn && bytes[end + 1] === newline
  return bytes.subarray(end + (double ? 2 : 1))
}

function withoutMark(bytes: Buffer): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}
