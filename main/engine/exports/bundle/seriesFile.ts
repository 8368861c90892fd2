// The series of a run in a bundle: an index as JSON, and all values one after the other as little-endian float64.
import { z } from 'zod'
import type { SeriesBlock } from '../../workspace'
import { bundleError } from './failures'
import { checked } from './schemas'

export const indexSchema = z.array(
  z.strictObject({
    name: z.string().min(1).max(1100),
    axis: z.enum(['epoch', 'step']),
    first: z
      .number()
      .int()
      .min(1)
      .max(2 ** 40),
    count: z
      .number()
      .int()
      .min(1)
      .max(2 ** 31),
    /** Positions are first x every, (first + 1) x every, ...; absent where that is 1. */
    every: z.exactOptional(
      z
        .number()
        .int()
        .min(2)
        .max(2 ** 31),
    ),
  }),
)
export type SeriesIndex = z.infer<typeof indexSchema>

export function encodeSeries(blocks: readonly SeriesBlock[]): { index: SeriesIndex; values: Buffer } {
  const index = blocks.map(({ name, axis, first, every = 1, values }) => {
    return { name, axis, first, count: values.length, ...(every === 1 ? {} : { every }) }
  })
  const values = blocks.map((block) =>
    Buffer.from(block.values.buffer, block.values.byteOffset, block.values.byteLength),
  )
  return { index, values: Buffer.concat(values) }
}

/** Throws `bundle/bad-record`: an index of another shape, stretches that overlap, or more or fewer values than it says. */
export function decodeSeries(indexJson: unknown, values: Buffer, path: string): SeriesBlock[] {
  const index = checked(indexSchema, indexJson, path)
  checkStretches(index, path)
  const count = index.reduce((sum, one) => sum + one.count, 0)
  if (count * 8 !== values.length)
    throw bundleError('bundle/bad-record', `"${path}": ${values.length} != 8 x ${count} bytes`)
  const all = new Float64Array(values.buffer.slice(values.byteOffset, values.byteOffset + values.length))
  let start = 0
  return index.map(({ count: length, ...named }) => {
    const block = { ...named, values: all.subarray(start, start + length) }
    start += length
    return block
  })
}

/** Stretches of one series stand in order without touching, on one axis and with one interval. */
function checkStretches(index: SeriesIndex, path: string): void {
  const last = new Map<string, { axis: string; every: number; end: number }>()
  for (const { name, axis, first, count, every = 1 } of index) {
    const before = last.get(name)
    if (before !== undefined && (before.axis !== axis || before.every !== every || before.end > first)) {
      throw bundleError('bundle/bad-record', `"${path}": "${name}" overlaps itself`)
    }
    last.set(name, { axis, every, end: first + count })
  }
}
