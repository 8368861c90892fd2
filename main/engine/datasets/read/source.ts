// The file before DuckDB sees it: does it exist, is it a text, in which encoding; anything but UTF-8 is transcoded in a stream.
import { isUtf8 } from 'node:buffer'
import { closeSync, createReadStream, createWriteStream, openSync, readSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../../../shared/contract/errors'
import { workspaceError } from '../../workspace'
import { fileErrors } from '../errors'
import { checkSignal } from './context'
import type { ReadContext } from './context'
import { LineEnds, withLineFeeds } from './lineEnds'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin-1'

export interface Source {
  path: string
  sizeBytes: number
  encoding: Encoding
  /** Its lines do not all end alike. Known for UTF-8 only: other texts are copied anyway. */
  mixedLines: boolean
}

const pieceBytes = 1 << 22

/**
 * Looks at a file: size and encoding. UTF-16 is told by its byte-order mark or its zero bytes, Latin-1 by not being
 * valid UTF-8 in the first `scanBytes` bytes (all of them by default).
 * Throws `dataset/file-missing`, `is-a-folder`, `unreadable`, `empty-file`, `not-a-table`.
 */
export function openSource(path: string, scanBytes = Infinity): Source {
  const name = basename(path)
  try {
    const facts = statSync(path)
    if (facts.isDirectory()) throw fileErrors.folder(name)
    if (!facts.isFile()) throw fileErrors.unreadable(name)
    if (facts.size === 0) throw fileErrors.empty(name)
    return { path, sizeBytes: facts.size, ...scan(path, scanBytes) }
  } catch (error) {
    throw asFileError(error, name)
  }
}

/** What the file system or DuckDB said about a file, in our own words; other errors as they are. */
export function asFileError(error: unknown, name: string): unknown {
  if (error instanceof AppError) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (isFull(error, code)) return workspaceError('workspace/disk-full', placeOf(error), error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return fileErrors.missing(name, error)
  if (code === 'EISDIR') return fileErrors.folder(name)
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return fileErrors.unreadable(name, error)
  if (error instanceof Error && /No files found|Cannot open file/.test(error.message)) {
    return fileErrors.missing(name, error)
  }
  return error
}

/** DuckDB passes on what the system says in words only. */
function isFull(error: unknown, code: unknown): boolean {
  if (code === 'ENOSPC' || code === 'EDQUOT') return true
  return (
    error instanceof Error &&
    /No space left on device|Disk quota exceeded|not enough space on the disk/i.test(error.message)
  )
}

/** The file that could not be written, as the message names it. */
function placeOf(error: unknown): string {
  return (
    /"([^"]+)"|'([^']+)'/
      .exec(error instanceof Error ? error.message : '')
      ?.slice(1)
      .find(Boolean) ?? ''
  )
}

/**
 * The path of the same text in UTF-8 with one kind of line end: the file itself, or a copy in `folder`, cut after about
 * `limitBytes`.
 */
export async function asUtf8(
  source: Source,
  folder: string,
  context: ReadContext,
  limitBytes = Infinity,
): Promise<string> {
  if (source.encoding === 'utf-8' && !source.mixedLines) return source.path
  const target = join(folder, 'transcoded.csv')
  const end = Math.min(source.sizeBytes, limitBytes) - 1
  const input = createReadStream(source.path, { end, highWaterMark: pieceBytes })
  await pipeline(
    input,
    (pieces: AsyncIterable<Buffer>) => withLineFeeds(decoded(pieces, source, context)),
    createWriteStream(target),
  )
  return target
}

async function* decoded(pieces: AsyncIterable<Buffer>, source: Source, context: ReadContext): AsyncGenerator<string> {
  const decoder = new TextDecoder(source.encoding === 'latin-1' ? 'windows-1252' : source.encoding)
  let done = 0
  for await (const piece of pieces) {
    checkSignal(context.signal)
    done += piece.length
    context.progress?.('decode', done, source.sizeBytes)
    yield decoder.decode(piece, { stream: true })
  }
  yield decoder.decode()
}

function scan(path: string, scanBytes: number): Pick<Source, 'encoding' | 'mixedLines'> {
  const handle = openSync(path, 'r')
  const buffer = Buffer.allocUnsafe(pieceBytes)
  const lineEnds = new LineEnds()
  try {
    let held = 0
    let first = true
    for (let position = 0; position < scanBytes;) {
      const count = readSync(handle, buffer, held, pieceBytes - held, position)
      const bytes = buffer.subarray(0, held + count)
      if (first) {
        const wide = wideEncoding(bytes)
        if (wide !== null) return { encoding: wide, mixedLines: false }
        refuseBinary(bytes, basename(path))
        first = false
      }
      const end = count === 0 ? bytes.length : lastWholeCharacter(bytes)
      if (!isUtf8(bytes.subarray(0, end))) return { encoding: 'latin-1', mixedLines: false }
      lineEnds.look(bytes.subarray(0, end))
      if (count === 0) break
      held = bytes.length - end
      bytes.copy(buffer, 0, end)
      position += count
    }
    return { encoding: 'utf-8', mixedLines: lineEnds.mixed() }
  } finally {
    closeSync(handle)
  }
}

/** Where a UTF-8 character that is cut by the end of the piece begins; the length when none is cut. */
function lastWholeCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) break
    if (byte >= 0xc0) return bytes.length - back
  }
  return bytes.length
}

function wideEncoding(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  // Without a mark: mostly Western text has a zero in every other byte.
  const sample = bytes.subarray(0, 4096)
  const zeros = [0, 0]
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  })
  const half = sample.length / 2
  const [even = 0, odd = 0] = zeros
  if (odd > half * 0.6 && even < half * 0.1) return 'utf-16le'
  if (even > half * 0.6 && odd < half * 0.1) return 'utf-16be'
  return null
}

const signatures: readonly (readonly [start: string, en: string, zh: string])[] = [
  ['\x89PNG', 'is a PNG picture', '这是 PNG 图片'],
  ['\xff\xd8\xff', 'is a JPEG picture', '这是 JPEG 图片'],
  ['PK\x03\x04', 'is a zip archive, as spreadsheets are', '这是 zip 压缩包（电子表格文件也是）'],
  ['%PDF', 'is a PDF document', '这是 PDF 文档'],
  ['\x1f\x8b', 'is compressed with gzip', '这是 gzip 压缩文件'],
  ['\xd0\xcf\x11\xe0', 'is an old Office document', '这是旧版 Office 文档'],
  ['\x7fELF', 'is a program', '这是程序文件'],
  ['PAR1', 'is a Parquet file', '这是 Parquet 文件'],
  ['SQLite format 3', 'is a SQLite database', '这是 SQLite 数据库'],
]

/** Throws `dataset/not-a-table` for known formats and for what has more than a stray control character in its first 64 KB. */
function refuseBinary(bytes: Buffer, name: string): void {
  const start = bytes.toString('latin1', 0, 16)
  const known = signatures.find(([signature]) => start.startsWith(signature))
  if (known !== undefined) throw fileErrors.notATable(name, { en: known[1], zh: known[2] })
  const sample = bytes.subarray(0, 65_536)
  const control = sample.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length
  if (control > 1 && control > sample.length * 0.01)
    throw fileErrors.notATable(name, { en: 'contains binary data', zh: '其中含有二进制数据' })
}
