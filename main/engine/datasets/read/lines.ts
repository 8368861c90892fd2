// On which line of a file a byte lies: DuckDB knows where its rejects begin by bytes, people look for lines.
import { createReadStream } from 'node:fs'
import { checkSignal } from './context'
import type { ReadContext } from './context'

const lineFeed = 10
const carriageReturn = 13

/** The lines (from 1) of ascending byte offsets; LF, CR LF and CR end a line. */
export async function linesAt(file: string, offsets: Float64Array, context: ReadContext): Promise<Float64Array> {
  const lines = new Float64Array(offsets.length)
  const counter = new LineCounter()
  let [position, next] = [0, 0]
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 22 }) as AsyncIterable<Buffer>) {
    checkSignal(context.signal)
    let begin = 0
    for (; next < offsets.length && (offsets[next] as number) < position + piece.length; next++) {
      const end = (offsets[next] as number) - position
      counter.feed(piece, begin, end)
      lines[next] = counter.line
      begin = end
    }
    if (next === offsets.length) break
    counter.feed(piece, begin, piece.length)
    position += piece.length
  }
  return lines.fill(counter.line, next)
}

/** The line on which the next byte stands; an LF behind a CR still belongs to the line that the CR ended. */
class LineCounter {
  line = 1
  private afterReturn = false

  feed(bytes: Uint8Array, begin: number, end: number): void {
    let { line, afterReturn } = this
    for (let index = begin; index < end; index++) {
      const byte = bytes[index] as number
      if (byte === carriageReturn || (byte === lineFeed && !afterReturn)) line++
      afterReturn = byte === carriageReturn
    }
    ;[this.line, this.afterReturn] = [line, afterReturn]
  }
}
