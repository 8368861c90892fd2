// Array files: a JSON header and named typed arrays in one file, written whole or not at all. Prepared data and predictions live in them.
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../../../shared/contract/errors'
import { storageError } from './failures'
import { makeFolders } from './makeFolders'

const magic = 'NLA1'
/** Systems refuse writes of 2 GB and more. */
const longestWrite = 2 ** 30
export const kinds = { Float32Array, Float64Array, Int32Array, Uint8Array } as const
type Kind = keyof typeof kinds
export type StoredArray = Float32Array | Float64Array | Int32Array | Uint8Array

export interface Entry {
  name: string
  kind: Kind
  length: number
  offset: number
}

/**
 * Writes `arrays` under a JSON `header` to `file`, by a temporary file that is synced and renamed.
 * Throws `workspace/disk-full` or `workspace/not-writable`; the file is then as it was before.
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
  const temporary = `${file}.${process.pid}.part`
  try {
    makeFolders(dirname(file))
    writeSynced(temporary, [head, ...Object.values(arrays).map(paddedBytes)])
    renameSync(temporary, file)
  } catch (error) {
    if (existsSync(temporary)) rmSync(temporary)
    throw storageError(error, file)
  }
}

function writeSynced(file: string, parts: readonly Buffer[]): void {
  const handle = openSync(file, 'w')
  try {
    for (const part of parts) writeAll(handle, part)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/**
 * Reads what `writeArrays` wrote out of bytes that may come from anybody: nothing is read past their end, and names are names only.
 * `file` is what an error calls them. The header is not checked.
 */
export function decodeArrays<H>(bytes: Buffer, file: string): { header: H; arrays: Record<string, StoredArray> } {
  const { header, entries, start } = headOf<H>(bytes, file)
  const arrays = Object.create(null) as Record<string, StoredArray>
  for (const entry of entries) {
    const { name, kind, begin, end } = placed(entry, { start, size: bytes.length, file })
    const copy = new Uint8Array(end - begin)
    copy.set(bytes.subarray(begin, end))
    arrays[name] = new kinds[kind](copy.buffer)
  }
  return { header, arrays }
}

/** The header at the beginning of `bytes`, what arrays there are, and where the first of them begins. */
export function headOf<H>(bytes: Buffer, file: string): { header: H; entries: Entry[]; start: number } {
  if (bytes.length < 8 || bytes.toString('latin1', 0, 4) !== magic) throw damaged(file)
  const jsonLength = bytes.readUInt32LE(4)
  if (8 + jsonLength > bytes.length) throw damaged(file)
  return { ...parseHead<H>(bytes.toString('utf8', 8, 8 + jsonLength), file), start: padded(8 + jsonLength) }
}

/** The entry with the bytes that it takes of a file of that size. */
export function placed(
  entry: Entry,
  { start, size, file }: { start: number; size: number; file: string },
): Entry & { begin: number; end: number } {
  const { kind, length, offset } = entry
  if (!Object.hasOwn(kinds, kind) || !isCount(length) || !isCount(offset)) throw damaged(file)
  const begin = start + offset
  const end = begin + length * kinds[kind].BYTES_PER_ELEMENT
  if (end > size) throw damaged(file)
  return { ...entry, begin, end }
}

function parseHead<H>(json: string, file: string): { header: H; entries: Entry[] } {
  try {
    const head = JSON.parse(json) as { header: H; entries: Entry[] } | null
    if (head !== null && Array.isArray(head.entries) && head.entries.every((entry) => entry !== null)) return head
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw damaged(file)
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

export function damaged(file: string): AppError {
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
  for (let done = 0; done < bytes.length;) {
    done += writeSync(handle, bytes, done, Math.min(bytes.length - done, longestWrite))
  }
}
