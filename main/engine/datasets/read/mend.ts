// A copy of the text in which comment lines are emptied, far too long records cut, and, where that was asked for, all made to fit.
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { ReadContext } from './context'
import { skipLinesOf } from './dialect'
import type { SniffedDialect } from './dialect'
import { spareFields } from './overlong'
import { codeOf, RecordCounter, textPieces } from './records'

/** Each letter stands for one byte. */
const bytewise = 'latin1'

export interface Mended {
  /** Records that were padded or cut. */
  mended: number
  /** Comment lines below the column names that were emptied (left out in a table of one column). */
  comments: number
}

/**
 * Copies the UTF-8 text `file` to `target`. `pad`: records get as many fields as there are columns; otherwise those with far
 * too many keep a few too many, so that they are refused.
 */
export async function mend(
  { file, target, dialect, pad }: { file: string; target: string; dialect: SniffedDialect; pad: boolean },
  context: ReadContext,
): Promise<Mended> {
  const mender = new Mender(dialect, pad)
  await pipeline(mended(textPieces(file, skipLinesOf(dialect), context), mender), createWriteStream(target))
  return { mended: mender.mended, comments: mender.comments }
}

async function* mended(pieces: ReturnType<typeof textPieces>, mender: Mender): AsyncGenerator<Uint8Array> {
  for await (const { above, below } of pieces) {
    yield above
    yield Buffer.from(mender.pass(below), bytewise)
  }
  yield Buffer.from(mender.end(), bytewise)
}

class Mender extends RecordCounter {
  mended = 0
  comments = 0
  /** What was taken and not yet given, beginning at byte `base`. */
  private text = ''
  private base = 0
  private given: string[] = []
  private fields = 1
  /** Where the field after the last column begins with its delimiter, and one that is far beyond. */
  private cut = -1
  private farCut = -1
  private header: boolean
  private readonly delimiterBytes: string

  constructor(
    private readonly dialect: SniffedDialect,
    private readonly pad: boolean,
  ) {
    super(Buffer.from(dialect.delimiter), codeOf(dialect.quote), codeOf(dialect.escape))
    this.header = dialect.header
    this.delimiterBytes = Buffer.from(dialect.delimiter).toString(bytewise)
  }

  pass(bytes: Uint8Array): string {
    this.text += Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(bytewise)
    this.feed(bytes)
    return this.flush()
  }

  end(): string {
    this.finish()
    return this.flush() + this.text
  }

  protected override onDelimiter(): void {
    const { length } = this.dialect.names
    if (this.fields === length) this.cut = this.position + 1 - this.delimiterBytes.length
    if (this.fields === length + spareFields) this.farCut = this.position + 1 - this.delimiterBytes.length
    this.fields++
  }

  protected override onRecord(blank: boolean): void {
    const whole = this.text.slice(0, this.position - this.base)
    const lineEnd = /^(\r\n|\r|\n)?/.exec(whole)?.[0] ?? ''
    const record = whole.slice(lineEnd.length)
    if (!this.isComment(record)) this.given.push(lineEnd, blank || this.header ? record : this.fitted(record))
    // A blank line keeps the lines below where they are; in a single column it would be a row.
    else if (this.dialect.names.length > 1) this.given.push(lineEnd)
    this.header = false
    this.text = this.text.slice(this.position - this.base)
    this.base = this.position
    this.fields = 1
    this.cut = -1
    this.farCut = -1
  }

  private isComment(record: string): boolean {
    const { comment, commentFixed } = this.dialect
    if (!commentFixed || !record.startsWith(Buffer.from(comment).toString(bytewise))) return false
    this.comments++
    return true
  }

  private fitted(record: string): string {
    const { names, comment } = this.dialect
    const fits = this.fields === names.length || (comment !== '' && record.startsWith(comment))
    // A quote that is still open has swallowed what follows: nobody can say what the fields are.
    if (fits || this.quoted) return record
    if (!this.pad) return this.farCut < 0 ? record : this.until(record, this.farCut)
    this.mended++
    return this.cut < 0 ? record + this.delimiterBytes.repeat(names.length - this.fields) : this.until(record, this.cut)
  }

  private until(record: string, cut: number): string {
    return record.slice(0, record.length - (this.position - cut))
  }

  private flush(): string {
    const ready = this.given.join('')
    this.given = []
    return ready
  }
}
