// Records with far too many fields: DuckDB keeps the whole record with each field that is too many, which takes minutes for a long one.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
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
/** Most lines end so near to any place. */
const nearBytes = 512
/** Some hundredths of a second. */
const looksAPiece = 4096
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

/** Is there a line of `length` bytes and more? From each line end the last one within reach is looked for, the rest is not read. */
async function hasLongLines(file: string, length: number, context: ReadContext): Promise<boolean> {
  const handle = openSync(file, 'r')
  try {
    const { size } = fstatSync(handle)
    let looks = 0
    for (let start = 0; start + length <= size; looks++) {
      if (looks % looksAPiece === 0) await new Promise((resolve) => setImmediate(resolve))
      checkSignal(context.signal)
      const end = lastLineEnd(handle, start, start + length)
      if (end < 0) return true
      start = end + 1
    }
    return false
  } finally {
    closeSync(handle)
  }
}

/** Its place; -1 when there is none from `start` on. */
function lastLineEnd(handle: number, start: number, end: number): number {
  const bytes = Buffer.allocUnsafe(nearBytes)
  for (let to = end; to > start; to -= nearBytes) {
    const from = Math.max(start, to - nearBytes)
    const count = readSync(handle, bytes, 0, to - from, from)
    for (let at = count - 1; at >= 0; at--) {
      if (bytes[at] === lineFeed || bytes[at] === carriageReturn) return from + at
    }
  }
  return -1
}
