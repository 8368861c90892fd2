// Array files: a JSON header and named typed arrays in one file, written whole or not at all. Prepared data and predictions live in them.
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../../../shared/contract/errors'

const magic = 'NLA1'
const kinds = { Float32Array, Float64Array, Int32Array, Uint8Array } as const
type Kind = keyof typeof kinds
export type StoredArray = Float32Array | Float64Array | Int32Array | Uint8Array

interface Entry {
  name: string
  kind: Kind
  length: number
  offset: number
}

/**
 * Writes `arrays` under a JSON `header` to `file`, by a temporary file that is synced and renamed.
 * Layout: 'NLA1', header length (uint32 LE), header JSON, then the arrays at 8-byte boundaries.
 */
export function writeArrays(file: string, header: unknown, arrays: Record<string, StoredArray>): void {
  let offset = 0
  const entries: Entry[] = Object.entries(arrays).map(([name, array]) => {
    const entry = { name, kind: array.constructor.name as Kind, length: array.length, offset }
    offset += padded(array.byteLength)
    return entry
  })
  const json = Buffer.from(JSON.stringify({ header, entries }))
  const head = Buffer.alloc(padded(8 + json.length))
  head.write(magic, 0, 'latin1')
  head.writeUInt32LE(json.length, 4)
  json.copy(head, 8)
  mkdirSync(dirname(file), { recursive: true })
  const temporary = `${file}.${process.pid}.part`
  const handle = openSync(temporary, 'w')
  try {
    writeAll(handle, head)
    for (const array of Object.values(arrays)) writeAll(handle, paddedBytes(array))
    fsyncSync(handle)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  } finally {
    closeSync(handle)
  }
  renameSync(temporary, file)
}

/** Reads a file of `writeArrays`. Throws `workspace/damaged-file` when it is not one or is cut short. */
export function readArrays<H>(file: string): { header: H; arrays: Record<string, StoredArray> } {
  const bytes = readFileSync(file)
  if (bytes.length < 8 || bytes.toString('latin1', 0, 4) !== magic) throw damaged(file)
  const jsonLength = bytes.readUInt32LE(4)
  const start = padded(8 + jsonLength)
  if (start > bytes.length) throw damaged(file)
  const { header, entries } = JSON.parse(bytes.toString('utf8', 8, 8 + jsonLength)) as { header: H; entries: Entry[] }
  const arrays: Record<string, StoredArray> = {}
  for (const entry of entries) {
    const Type = kinds[entry.kind]
    const begin = start + entry.offset
    const end = begin + entry.length * Type.BYTES_PER_ELEMENT
    if (end > bytes.length) throw damaged(file)
    const copy = new Uint8Array(end - begin)
    copy.set(bytes.subarray(begin, end))
    arrays[entry.name] = new Type(copy.buffer)
  }
  return { header, arrays }
}

function damaged(file: string): AppError {
  return new AppError({
    code: 'workspace/damaged-file',
    message: { en: `The file "${file}" is damaged or cut short.`, zh: `文件“${file}”已损坏或不完整。` },
    hint: { en: 'Start the run again: the file is made anew.', zh: '请重新启动该运行，文件会重新生成。' },
    details: { file },
  })
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8
}

function paddedBytes(array: StoredArray): Buffer {
  const bytes = Buffer.from(array.buffer, array.byteOffset, array.byteLength)
  return bytes.length === padded(bytes.length)
    ? bytes
    : Buffer.concat([bytes, Buffer.alloc(padded(bytes.length) - bytes.length)])
}

function writeAll(handle: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done)
}
