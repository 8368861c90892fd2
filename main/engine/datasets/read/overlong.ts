// Records with far too many fields: DuckDB keeps the whole record with each field that is too many, which takes minutes for a long one.
import { createReadStream } from 'node:fs'
import { checkSignal } from './context'
import type { ReadContext } from './context'
import { skipLinesOf } from './dialect'
import type { SniffedDialect } from './dialect'
import { codeOf, RecordCounter, textPieces } from './records'

/** Shorter lines are refused soon enough, whatever is in them. */
const longLine = 16_384
const lineBytesAColumn = 32
/** Fields beyond the columns with which a record is still refused soon enough. */
export const spareFields = 20
const pieceBytes = 1 << 22
const [lineFeed, carriageReturn] = [10, 13]

/** Is there such a record? Of ordinary lines only the ends are looked for. */
export async function hasOverlong(file: string, dialect: SniffedDialect, context: ReadContext): Promise<boolean> {
  const { names, delimiter, quote, escape } = dialect
  if (!(await hasLongLines(file, Math.max(longLine, lineBytesAColumn * names.length), context))) return false
  const counter = new FieldCounter(Buffer.from(delimiter), codeOf(quote), codeOf(escape))
  for await (const { below } of textPieces(file, skipLinesOf(dialect), context)) {
    counter.feed(below)
    if (counter.most > names.length + spareFields) return true
  }
  return false
}

class FieldCounter extends RecordCounter {
  /** Fields of the longest record so far. */
  most = 1
  private fields = 1

  protected override onDelimiter(): void {
    this.fields++
    if (this.fields > this.most) this.most = this.fields
  }

  protected override onRecord(): void {
    this.fields = 1
  }
}

/** Is there a line of `length` bytes and more? From each line end the last one within reach is looked for. */
async function hasLongLines(file: string, length: number, context: ReadContext): Promise<boolean> {
  let held: Buffer = Buffer.alloc(0)
  for await (const piece of createReadStream(file, { highWaterMark: pieceBytes }) as AsyncIterable<Buffer>) {
    checkSignal(context.signal)
    const bytes = held.length === 0 ? piece : Buffer.concat([held, piece])
    let start = 0
    while (bytes.length - start >= length) {
      const last = lastLineEnd(bytes.subarray(start, start + length))
      if (last < 0) return true
      start += last + 1
    }
    held = bytes.subarray(start)
  }
  return false
}

function lastLineEnd(bytes: Buffer): number {
  const last = bytes.lastIndexOf(lineFeed)
  return last < 0 ? bytes.lastIndexOf(carriageReturn) : last
}
