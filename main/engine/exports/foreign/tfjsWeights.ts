// The weights beside a `model.json` of TensorFlow.js: flat files, one weight behind another, some of them packed into fewer bits.
import { open, realpath } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import type { FileWeight, FileWeights } from '../../architectures'
import { within } from './hdf5Weights'

interface Listed {
  name: string
  shape: number[]
  dtype: string
  packed: { dtype: string; scale: number; min: number } | null
}

interface Group {
  paths: string[]
  weights: Listed[]
}

/** No more than these are read. */
const mostBytes = 2 ** 30

/** Null where files are missing, too short, or not in the folder of the `model.json`; `why` then says so. */
export async function weightsOfTfjs(
  file: string,
  json: unknown,
): Promise<{ weights: FileWeights } | { missing: string } | null> {
  const groups = groupsOf(json)
  if (groups.length === 0) return null
  const named = new Map<string, FileWeight>()
  const twice = new Set<string>()
  for (const { paths, weights } of groups) {
    const wanted = weights.reduce((sum, weight) => sum + bytesOf(weight), 0)
    if (!(wanted <= mostBytes)) return { missing: paths[0] ?? '' }
    const read = await piecesOf(dirname(file), paths, wanted)
    if ('missing' in read) return read
    let begin = 0
    for (const weight of weights) {
      const bytes = read.bytes.subarray(begin, (begin += bytesOf(weight)))
      if (named.has(weight.name)) twice.add(weight.name)
      named.set(weight.name, { shape: weight.shape, read: () => numbersOf(bytes, weight) })
    }
  }
  // Nobody could say whose these are.
  for (const name of twice) named.delete(name)
  return { weights: (path) => belonging(named, path) }
}

/** A model in a model may stand before the name of the layer, or not. */
function belonging(named: ReadonlyMap<string, FileWeight>, path: readonly string[]): FileWeight[] | undefined {
  const own = [...named].filter(([name]) => within(name, path.at(-1) ?? ''))
  const closer = own.filter(([name]) => path.every((part) => within(name, part)))
  const chosen = closer.length > 0 ? closer : own
  return chosen.length > 0 ? chosen.map(([, weight]) => weight) : undefined
}

function groupsOf(json: unknown): Group[] {
  const manifest = (json as { weightsManifest?: unknown } | null)?.weightsManifest
  if (!Array.isArray(manifest)) return []
  return manifest.flatMap((group): Group[] => {
    const { paths, weights } = (group ?? {}) as { paths?: unknown; weights?: unknown }
    if (!Array.isArray(paths) || !Array.isArray(weights)) return []
    return [{ paths: paths.map(String), weights: weights.map(listed) }]
  })
}

function listed(weight: unknown): Listed {
  const { name, shape, dtype, quantization } = (weight ?? {}) as Record<string, unknown>
  const sizes = Array.isArray(shape) && shape.every((size) => Number.isSafeInteger(size) && size >= 0) ? shape : [NaN]
  const packing = quantization as { dtype?: unknown; scale?: unknown; min?: unknown } | undefined
  return {
    name: String(name),
    shape: sizes as number[],
    dtype: String(dtype),
    packed: packing
      ? { dtype: String(packing.dtype), scale: Number(packing.scale ?? 1), min: Number(packing.min ?? 0) }
      : null,
  }
}

const widths: Record<string, number> = { float32: 4, int32: 4, float16: 2, uint16: 2, uint8: 1, bool: 1 }
const sizeOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1)

function bytesOf({ shape, dtype, packed }: Listed): number {
  return sizeOf(shape) * (widths[packed?.dtype ?? dtype] ?? NaN)
}

/** The first `wanted` bytes of the files together. */
async function piecesOf(
  folder: string,
  paths: readonly string[],
  wanted: number,
): Promise<{ bytes: Buffer } | { missing: string }> {
  const bytes = Buffer.alloc(wanted)
  let done = 0
  for (const path of paths) {
    const file = await inFolder(folder, path)
    const handle = file === null ? null : await open(file).catch(() => null)
    if (handle === null) return { missing: path }
    try {
      if (!(await handle.stat()).isFile()) return { missing: path }
      while (done < wanted) {
        const { bytesRead } = await handle.read(bytes, done, Math.min(wanted - done, 2 ** 24), null)
        if (bytesRead === 0) break
        done += bytesRead
      }
    } finally {
      await handle.close()
    }
  }
  return done === wanted ? { bytes } : { missing: paths.at(-1) ?? '' }
}

/** Where the file really is, null where that is outside of the folder. */
async function inFolder(folder: string, path: string): Promise<string | null> {
  if (isAbsolute(path) || path.includes('\\') || path.includes('\0')) return null
  const home = await realpath(folder)
  const file = await realpath(join(home, path)).catch(() => null)
  const way = file === null ? '..' : relative(home, file)
  return way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? null : file
}

function numbersOf(bytes: Buffer, { shape, dtype, packed }: Listed): Float32Array {
  const kind = packed?.dtype ?? dtype
  if (kind === 'float32') return new Float32Array(Uint8Array.from(bytes).buffer)
  const count = sizeOf(shape)
  const numbers = Float32Array.from({ length: count }, (_, index) => numberAt(bytes, kind, index))
  if (packed === null || kind === 'float16') return numbers
  return numbers.map((number) => number * packed.scale + packed.min)
}

function numberAt(bytes: Buffer, kind: string, index: number): number {
  if (kind === 'int32') return bytes.readInt32LE(index * 4)
  if (kind === 'uint16') return bytes.readUInt16LE(index * 2)
  return kind === 'float16' ? halfOf(bytes.readUInt16LE(index * 2)) : (bytes[index] ?? 0)
}

/** A number of 16 bits (IEEE 754): sign, 5 bits of exponent, 10 of fraction. */
function halfOf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const [exponent, fraction] = [(bits >> 10) & 0x1f, bits & 0x3ff]
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
