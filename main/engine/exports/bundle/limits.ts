// How large a bundle may be, for the writer as for the reader: what a small file unpacks to is bounded before it is unpacked.
import { bundleError } from './failures'

export const limits = {
  /** Files in a bundle: a thousand runs have some five thousand. */
  entries: 10_000,
  /** The manifest, and any one record. */
  recordBytes: 32 * 2 ** 20,
  /** One model or one run's series. */
  entryBytes: 2 ** 31 - 1,
  /** All records and series together: they are held in memory until all is verified. */
  heldBytes: 2 ** 30,
  totalBytes: 8 * 2 ** 30,
  /** Unpacked to packed size, for what unpacks to more than `ratioFrom`. What does not shrink is stored as it is. */
  ratio: 200,
  ratioFrom: 2 ** 20,
}

export function isRecord(path: string): boolean {
  return path.endsWith('.json')
}

export function isModel(path: string): boolean {
  return path.endsWith('.nla')
}

/** Throws `bundle/too-large`. `entries` with their unpacked sizes. */
export function checkSizes(entries: readonly { path: string; sizeBytes: number }[]): void {
  if (entries.length > limits.entries)
    throw bundleError('bundle/too-large', `${entries.length} > ${limits.entries} files`)
  for (const { path, sizeBytes } of entries) {
    const allowed = isRecord(path) ? limits.recordBytes : limits.entryBytes
    if (sizeBytes > allowed) throw bundleError('bundle/too-large', `"${path}" ${sizeBytes} > ${allowed} bytes`)
  }
  const sumOf = (some: typeof entries) => some.reduce((sum, entry) => sum + entry.sizeBytes, 0)
  const held = sumOf(entries.filter(({ path }) => !isModel(path)))
  if (held > limits.heldBytes) throw bundleError('bundle/too-large', `${held} > ${limits.heldBytes} bytes of records`)
  const total = sumOf(entries)
  if (total > limits.totalBytes) throw bundleError('bundle/too-large', `${total} > ${limits.totalBytes} bytes`)
}
