// The file before DuckDB sees it: does it exist, is it packed, what format, which encoding.
import { isAscii, isUtf8 } from 'node:buffer'
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Dialect, Reading } from '../../../../shared/records'
import { fileErrors } from '../errors'
import type { ReadContext } from './context'
import { isAlignedFile } from './alignedText'
import { compressionOf, unpack } from './decompress'
import { encodingNamed, guessEncoding } from './encodings'
import { asFileError } from './fileError'
import { LineEnds } from './lineEnds'
import { formatOf, refuseBinary, refuseKnown } from './signatures'
import { lastWholeCharacter } from './textLook'
import { wideEncoding } from './wide'

export interface Source {
  path: string
  /** Its name without its folder. */
  name: string
  sizeBytes: number
  format: Dialect['format']
  compression: Dialect['compression']
  encoding: string
  /** Path of the unpacked bytes: the file itself when it is not compressed. */
  plain: string
  /** Its lines do not all end alike. Known for UTF-8 only: other texts are copied anyway. */
  mixedLines: boolean
  /** Only the first piece of the text was looked at: whether the rest is UTF-8 with the same line ends is still to be told. */
  open: boolean
  /** Its columns stand under each other, parted by runs of blanks. */
  aligned: boolean
  /** How much of `plain` is to be read, when it has more. */
  headBytes: number | null
}

export interface Opening {
  reading: Reading
  /** An empty folder for what is unpacked. */
  scratch: string
  /** Only so much is looked at and read. */
  limitBytes?: number
  /** Whoever opens it looks at the rest of the text himself. */
  ahead?: boolean
  context: ReadContext
}

const pieceBytes = 1 << 22

/**
 * Looks at a file: size, compression, format and encoding, as far as they are not fixed by the reading. UTF-16 is told
 * by its byte-order mark or its zero bytes, other encodings by the text not being valid UTF-8.
 * Throws `dataset/file-missing`, `is-a-folder`, `unreadable`, `empty-file`, `damaged-archive`, `not-a-table`.
 */
export async function openSource(
  path: string,
  { reading, scratch, limitBytes, ahead, context }: Opening,
): Promise<Source> {
  const name = basename(path)
  const limit = limitBytes ?? Infinity
  try {
    const sizeBytes = sizeOf(path, name)
    const compression = reading.compression ?? compressionOf(path)
    const plain = compression === 'none' ? path : join(scratch, 'unpacked')
    if (compression !== 'none') await unpack({ path, compression, limitBytes: limit + 1 }, plain, context)
    const plainBytes = statSync(plain).size
    if (plainBytes === 0) throw fileErrors.empty(name)
    const headBytes = plainBytes > limit ? limit : null
    const facts = { path, name, sizeBytes, compression, plain, headBytes }
    const scanned = scan(plain, name, { limit, ahead: ahead === true && plainBytes > pieceBytes }, reading)
    const aligned = scanned.format === 'csv' && isAlignedFile(plain, scanned.encoding, reading)
    return { ...facts, ...scanned, aligned }
  } catch (error) {
    throw asFileError(error, name)
  }
}

function sizeOf(path: string, name: string): number {
  const facts = statSync(path)
  if (facts.isDirectory()) throw fileErrors.folder(name)
  if (!facts.isFile()) throw fileErrors.unreadable(name)
  if (facts.size === 0) throw fileErrors.empty(name)
  return facts.size
}

type Scanned = Pick<Source, 'encoding' | 'mixedLines' | 'open' | 'format'>

function scan(
  path: string,
  name: string,
  { limit, ahead }: { limit: number; ahead: boolean },
  reading: Reading,
): Scanned {
  const handle = openSync(path, 'r')
  try {
    const start = Buffer.alloc(Math.min(pieceBytes, limit))
    const bytes = start.subarray(0, readSync(handle, start, 0, start.length, 0))
    const fixed = reading.encoding === undefined ? null : encodingNamed(reading.encoding)
    refuseKnown(bytes, name)
    const wide = wideEncoding(bytes)
    const format = reading.format ?? (wide === null ? formatOf(bytes, name) : 'csv')
    const whole = { mixedLines: false, open: false, format }
    if (format === 'parquet') return { encoding: 'utf-8', ...whole }
    if (wide === null && fixed?.startsWith('utf-16') !== true) refuseBinary(bytes, name)
    if (wide !== null || (fixed !== null && fixed !== 'utf-8')) {
      return { encoding: fixed ?? wide ?? 'utf-8', ...whole }
    }
    const first = ahead ? scanText(handle, pieceBytes) : null
    if (first?.clean === true) return { encoding: 'utf-8', mixedLines: false, open: true, format }
    const { encoding, mixedLines } = scanText(handle, limit)
    return { ...whole, encoding: fixed ?? encoding, mixedLines }
  } finally {
    closeSync(handle)
  }
}

/** Is all of it UTF-8, and how do its lines end? `clean`: there is no doubt about either. */
function scanText(handle: number, limit: number): Pick<Source, 'encoding' | 'mixedLines'> & { clean: boolean } {
  const buffer = Buffer.allocUnsafe(pieceBytes)
  const lineEnds = new LineEnds()
  let [held, beyondAscii, foreign] = [0, false, false]
  for (let position = 0; ;) {
    const count = readSync(handle, buffer, held, Math.max(0, Math.min(pieceBytes - held, limit - position)), position)
    const bytes = buffer.subarray(0, held + count)
    const end = count === 0 && limit === Infinity ? bytes.length : lastWholeCharacter(bytes)
    const text = bytes.subarray(0, end)
    if (!foreign && !isUtf8(text)) {
      if (!beyondAscii && !isMostlyUtf8(text)) return { encoding: guessEncoding(bytes), mixedLines: false, clean: false }
      foreign = true
    }
    beyondAscii ||= !isAscii(text)
    lineEnds.look(text)
    if (count === 0) return { encoding: 'utf-8', mixedLines: lineEnds.mixed(), clean: !foreign && !lineEnds.mixed() }
    held = bytes.length - end
    bytes.copy(buffer, 0, end)
    position += count
  }
}

/** Ten good characters for each bad byte: then the rows of the bad ones are rejects, and the text is no other encoding. */
function isMostlyUtf8(bytes: Buffer): boolean {
  const beyond = bytes.toString('utf8').match(/[^\x00-\x7f]/gu) ?? []
  const bad = beyond.filter((letter) => letter === '\ufffd').length
  return beyond.length - bad >= bad * 10
}
