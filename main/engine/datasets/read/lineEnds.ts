// Line ends: DuckDB reads a file only when all its records end alike, so that a file that mixes them is copied with one kind.

const lineFeed = 10
const carriageReturn = 13

/** Notices which line ends a text has, fed in pieces of bytes. */
export class LineEnds {
  private feeds = false
  private pairs = false
  private returns = false
  private afterReturn = false

  look(bytes: Uint8Array): void {
    if (!this.afterReturn && !bytes.includes(carriageReturn)) {
      this.feeds ||= bytes.includes(lineFeed)
      return
    }
    let { feeds, pairs, returns, afterReturn } = this
    for (let index = 0; index < bytes.length; index++) {
      const byte = bytes[index] as number
      if (byte === lineFeed && afterReturn) pairs = true
      else if (byte === lineFeed) feeds = true
      else if (afterReturn) returns = true
      afterReturn = byte === carriageReturn
    }
    Object.assign(this, { feeds, pairs, returns, afterReturn })
  }

  /** True when there is more than one kind in what has been looked at, whatever follows. */
  surelyMixed(): boolean {
    return Number(this.feeds) + Number(this.pairs) + Number(this.returns) > 1
  }

  /** True when there is more than one kind, those in quotation marks counted too. */
  mixed(): boolean {
    return Number(this.feeds) + Number(this.pairs) + Number(this.returns || this.afterReturn) > 1
  }
}

/** Gives the texts with LF for every line end; a CR at the end of one waits for the next. */
export async function* withLineFeeds(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let held = ''
  for await (const text of texts) {
    const whole = held + text
    held = whole.endsWith('\r') ? '\r' : ''
    yield whole.slice(0, whole.length - held.length).replace(/\r\n?/g, '\n')
  }
  if (held !== '') yield '\n'
}
