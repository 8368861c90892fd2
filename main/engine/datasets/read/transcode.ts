// The text as DuckDB reads it: UTF-8 with one kind of line end and no runs of blanks between columns, the file itself where it is so already, otherwise a copy.
import { closeSync, createReadStream, createWriteStream, openSync, readSync, writeFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { fileErrors } from '../errors'
import { singleBlanks, withSingleBlanks } from './alignedText'
import { checkSignal } from './context'
import type { ReadContext } from './context'
import { strictDecoder } from './encodings'
import type { Decoder } from './encodings'
import { withLineFeeds } from './lineEnds'
import type { Source } from './source'

const pieceBytes = 1 << 22

/**
 * The path of the text in UTF-8: `source.plain` or `target`, which is then written. Of a file of which only the head
 * is read, the lines that are whole. Throws `dataset/undecodable-text`.
 */
export async function asUtf8(source: Source, target: string, context: ReadContext): Promise<string> {
  if (source.headBytes !== null) return headAsUtf8(source, source.headBytes, target)
  if (source.encoding === 'utf-8' && !source.mixedLines && !source.aligned) return source.plain
  await pipeline(
    createReadStream(source.plain, { highWaterMark: pieceBytes }),
    (pieces: AsyncIterable<Buffer>) => encoded(evened(decoded(pieces, source, context), source), source),
    createWriteStream(target),
  )
  return target
}

/** Bytes of UTF-8 pass as they are, one letter of Latin-1 each: what is wrong among them is DuckDB's to refuse row by row. */
const passing = 'latin1'

async function* decoded(pieces: AsyncIterable<Buffer>, source: Source, context: ReadContext): AsyncGenerator<string> {
  const decoder = source.encoding === 'utf-8' ? null : strictDecoder(source.encoding)
  let done = 0
  for await (const piece of pieces) {
    checkSignal(context.signal)
    context.progress?.('decode', done, source.sizeBytes)
    yield decoder === null ? piece.toString(passing) : decode(decoder, piece, source, done)
    done += piece.length
  }
  if (decoder !== null) yield decode(decoder, null, source, done)
}

function evened(texts: AsyncIterable<string>, { aligned }: Source): AsyncIterable<string> {
  const lines = withLineFeeds(texts)
  return aligned ? withSingleBlanks(lines) : lines
}

async function* encoded(texts: AsyncIterable<string>, { encoding }: Source): AsyncGenerator<Buffer> {
  for await (const text of texts) yield Buffer.from(text, encoding === 'utf-8' ? passing : 'utf8')
}

function decode(decoder: Decoder, piece: Buffer | null, { name, encoding }: Source, position: number): string {
  try {
    return piece === null ? decoder.decode() : decoder.decode(piece, { stream: true })
  } catch (error) {
    if (error instanceof TypeError) throw fileErrors.undecodable(name, encoding, position, error)
    throw error
  }
}

function headAsUtf8(source: Source, headBytes: number, target: string): string {
  const bytes = Buffer.alloc(headBytes)
  const handle = openSync(source.plain, 'r')
  try {
    readSync(handle, bytes, 0, headBytes, 0)
  } finally {
    closeSync(handle)
  }
  const plain = source.encoding === 'utf-8'
  const text = plain ? bytes.toString(passing) : decode(strictDecoder(source.encoding), bytes, source, 0)
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'))
  const whole = end < 0 ? text : text.slice(0, end)
  // As the whole file is copied when it is imported.
  const evens = !plain || source.mixedLines || source.aligned
  const lines = evens ? whole.replace(/\r\n?/g, '\n') : whole
  writeFileSync(target, Buffer.from(source.aligned ? singleBlanks(lines) : lines, plain ? passing : 'utf8'))
  return target
}
