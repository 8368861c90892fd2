// Compressed files: unpacked into the scratch folder before anything looks at them, whole or only the first bytes.
import { Decompress } from 'fzstd'
import { closeSync, createReadStream, openSync, readSync, writeSync } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { basename } from 'node:path'
import type { Dialect } from '../../../../shared/records'
import { fileErrors } from '../errors'
import { checkSignal } from './context'
import type { ReadContext } from './context'

type Compression = Dialect['compression']

/** How a file is compressed, by its first bytes. */
export function compressionOf(path: string): Compression {
  const handle = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(4)
    readSync(handle, bytes, 0, 4, 0)
    if (bytes.readUInt16BE(0) === 0x1f8b) return 'gzip'
    return bytes.readUInt32LE(0) === 0xfd2fb528 ? 'zstd' : 'none'
  } finally {
    closeSync(handle)
  }
}

/** Unpacks at most `limitBytes` bytes of `path` into `target`. Throws `dataset/damaged-archive`. */
export async function unpack(
  { path, compression, limitBytes }: { path: string; compression: 'gzip' | 'zstd'; limitBytes: number },
  target: string,
  context: ReadContext,
): Promise<void> {
  const handle = openSync(target, 'w')
  let written = 0
  try {
    const pieces = compression === 'gzip' ? gunzipped(path) : unzstd(path)
    for await (const piece of pieces) {
      checkSignal(context.signal)
      written += writeSync(handle, piece, 0, Math.min(piece.length, limitBytes - written))
      context.progress?.('unpack', written, null)
      if (written >= limitBytes) break
    }
  } catch (error) {
    if (isDamage(error)) throw fileErrors.damagedArchive(basename(path), compression, error)
    throw error
  } finally {
    closeSync(handle)
  }
}

async function* gunzipped(path: string): AsyncGenerator<Buffer> {
  const source = createReadStream(path)
  const pieces = source.pipe(createGunzip())
  source.once('error', (error) => pieces.destroy(error))
  try {
    yield* pieces as AsyncIterable<Buffer>
  } finally {
    source.destroy()
  }
}

async function* unzstd(path: string): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  const decompress = new Decompress((piece) => ready.push(piece))
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    decompress.push(piece)
    yield* ready
    ready = []
  }
  decompress.push(new Uint8Array(0), true)
  yield* ready
}

/** zlib's errors have codes that begin with Z_, the other library's have numbers. */
function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'number' || (typeof code === 'string' && code.startsWith('Z_'))
}
