// The histograms of a run in a bundle: an index of what they are of as JSON, and all numbers one after the other as little-endian float64.
import { z } from 'zod'
import { histogramKinds } from '../../../../shared/records'
import type { Histogram } from '../../../../shared/records'
import { histogramFacts, packed, unpacked } from '../../workspace'
import { bundleError } from './failures'
import { checked } from './schemas'

/** Most bins that a histogram may have: ours have 30. */
const mostBins = 1000

export const histogramIndexSchema = z.strictObject({
  bins: z.number().int().min(1).max(mostBins),
  histograms: z
    .array(
      z.strictObject({
        kind: z.enum(histogramKinds),
        name: z.string().min(1).max(1100),
        epochs: z
          .array(
            z
              .number()
              .int()
              .min(1)
              .max(2 ** 40),
          )
          .min(1),
      }),
    )
    .min(1),
})
export type HistogramIndex = z.infer<typeof histogramIndexSchema>

/** By weight and layer, each with all its epochs: so the index stays short. At least one histogram. */
export function encodeHistograms(histograms: readonly Histogram[]): { index: HistogramIndex; values: Buffer } {
  const groups = new Map<string, Histogram[]>()
  for (const one of histograms) {
    const key = `${one.kind}/${one.name}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  const all = [...groups.values()]
  const index = all.map((group) => {
    const { kind, name } = group[0] as Histogram
    return { kind, name, epochs: group.map(({ epoch }) => epoch) }
  })
  const values = all.flat().map((one) => Buffer.from(packed(one).buffer))
  return { index: { bins: histograms[0]?.counts.length ?? 0, histograms: index }, values: Buffer.concat(values) }
}

/** Throws `bundle/bad-record`: an index of another shape, one that names something twice, or values that do not fit it. */
export function decodeHistograms(indexJson: unknown, values: Buffer, path: string): Histogram[] {
  const { bins, histograms } = checked(histogramIndexSchema, indexJson, path)
  const named = histograms.flatMap(({ kind, name, epochs }) => epochs.map((epoch) => ({ epoch, kind, name })))
  const size = 8 * (histogramFacts + bins)
  if (values.length !== size * named.length) {
    throw bundleError('bundle/bad-record', `"${path}": ${values.length} != ${size} x ${named.length} bytes`)
  }
  if (new Set(named.map(({ epoch, kind, name }) => `${epoch} ${kind} ${name}`)).size < named.length) {
    throw bundleError('bundle/bad-record', `"${path}" names a histogram twice`)
  }
  const all = new Float64Array(values.buffer.slice(values.byteOffset, values.byteOffset + values.length))
  return named.map((one, at) => {
    const histogram = { ...one, ...unpacked(all.subarray((at * size) / 8, ((at + 1) * size) / 8)) }
    const { count, counts } = histogram
    const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0
    if (counts.every(isCount) && counts.reduce((sum, value) => sum + value, 0) === count) return histogram
    throw bundleError('bundle/bad-record', `"${path}": "${one.name}" of epoch ${one.epoch} has counts that are none`)
  })
}
