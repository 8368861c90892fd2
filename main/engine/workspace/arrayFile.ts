// An array file left open: its arrays one by one, or single rows of them, so that what is larger than the memory need not be in it.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { damaged, headOf, kinds, placed } from './arrays'
import type { Entry, StoredArray } from './arrays'

/** Rows of numbers that are read when they are asked for. */
export interface RowReader {
  /** How many there are. */
  rows: number
  /** Of one row. */
  bytes: number
  kind: 'Float32Array' | 'Int32Array'
  /** Those at `indices`, in that order, one behind another. */
  read(indices: Int32Array): Float32Array | Int32Array
}

export interface ArrayFile<H> {
  header: H
  names: string[]
  /** All of an array. */
  read(name: string): StoredArray
  /** An array of that many rows, all of them of the same length. */
  rows(name: string, count: number): RowReader
  close(): void
}

/** A gap up to so long is read along: that costs less than a read more. */
const worthReadingAlong = 8192
/** Most bytes of one read. */
const longestRead = 4_194_304

/** Opens a file of `writeArrays`. Throws `workspace/damaged-file` when it is not one or is cut short. */
export function openArrays<H>(file: string): ArrayFile<H> {
  const handle = openSync(file, 'r')
  try {
    const { size } = fstatSync(handle)
    const first = bytesAt(handle, 0, Math.min(8, size))
    const length = first.length < 8 ? 0 : Math.min(size, 8 + first.readUInt32LE(4))
    const { header, entries, start } = headOf<H>(bytesAt(handle, 0, length), file)
    const known = new Map(entries.map((entry) => [entry.name, placed(entry, { start, size, file })]))
    const entryOf = (name: string) => known.get(name) ?? missing(file)
    return {
      header,
      names: [...known.keys()],
      read(name) {
        const { kind, begin, end } = entryOf(name)
        return new kinds[kind](bytesAt(handle, begin, end - begin).buffer as ArrayBuffer)
      },
      rows: (name, count) => rowsOf(handle, entryOf(name), count, file),
      close: () => closeSync(handle),
    }
  } catch (error) {
    closeSync(handle)
    throw error
  }
}

/** All of a file of `writeArrays`. Throws `workspace/damaged-file` when it is not one or is cut short. */
export function readArrays<H>(file: string): { header: H; arrays: Record<string, StoredArray> } {
  const { header, names, read, close } = openArrays<H>(file)
  const arrays = Object.create(null) as Record<string, StoredArray>
  try {
    for (const name of names) arrays[name] = read(name)
  } finally {
    close()
  }
  return { header, arrays }
}

type Placed = Entry & { begin: number; end: number }

function rowsOf(handle: number, { kind, begin, end, length }: Placed, count: number, file: string): RowReader {
  if (kind !== 'Float32Array' && kind !== 'Int32Array') throw damaged(file)
  if (count > 0 && length % count !== 0) throw damaged(file)
  const bytes = count === 0 ? 0 : (end - begin) / count
  return {
    rows: count,
    bytes,
    kind,
    read(indices) {
      const chosen = new Uint8Array(indices.length * bytes)
      for (const { from, to, places } of ranges(indices, bytes)) {
        const read = bytesAt(handle, begin + from, to - from)
        for (const place of places) {
          const at = (indices[place] as number) * bytes - from
          chosen.set(read.subarray(at, at + bytes), place * bytes)
        }
      }
      return new kinds[kind](chosen.buffer)
    },
  }
}

interface Range {
  /** Bytes from the array's beginning. */
  from: number
  to: number
  /** Among the wanted rows. */
  places: number[]
}

/** What to read for those rows: in the order of the file, neighbours together. */
function* ranges(indices: Int32Array, bytes: number): Generator<Range> {
  const places = Int32Array.from(indices.keys()).sort((a, b) => (indices[a] as number) - (indices[b] as number))
  let range: Range | null = null
  for (const place of places) {
    const from = (indices[place] as number) * bytes
    const to = from + bytes
    const joins = range !== null && from - range.to <= worthReadingAlong && to - range.from <= longestRead
    if (range !== null && joins) {
      range.to = Math.max(range.to, to)
      range.places.push(place)
    } else {
      if (range !== null) yield range
      range = { from, to, places: [place] }
    }
  }
  if (range !== null) yield range
}

function bytesAt(handle: number, position: number, length: number): Buffer {
  const bytes = Buffer.from(new ArrayBuffer(length))
  for (let done = 0; done < length;) {
    const read = readSync(handle, bytes, done, Math.min(length - done, 2 ** 30), position + done)
    if (read === 0) return bytes.subarray(0, done)
    done += read
  }
  return bytes
}

function missing(file: string): never {
  throw damaged(file)
}
