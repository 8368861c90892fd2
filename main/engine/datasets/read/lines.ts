// On which line of a file a byte lies: DuckDB knows where its rejects begin by bytes, people look for lines.
import { createReadStream } from 'node:fs'
import { checkSignal } from './context'
import type { ReadContext } from './context'

const lineFeed = 10
const carriageReturn = 13

/** The lines (from 1) of ascending byte offsets; LF, CR LF and CR end a line. */
export async function linesAt(file: string, offsets: Float64Array, context: ReadContext): Promise<Float64Array> {
  const lines = new Float64Array(offsets.length)
  let [line, position, next, afterReturn] = [1, 0, 0, false]
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 22 }) as AsyncIterable<Buffer>) {
    checkSignal(context.signal)
    for (const byte of piece) {
      // The LF of a CR LF belongs to the line that the CR ended.
      const pair = afterReturn && byte === lineFeed
      if (afterReturn && !pair) line++
      while (offsets[next] === position) lines[next++] = line
      if (byte === lineFeed) line++
      afterReturn = byte === carriageReturn
      position++
    }
    if (next === offsets.length) break
  }
  for (; next < offsets.length; next++) lines[next] = line
  return lines
}
