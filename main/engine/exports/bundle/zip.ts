// Reads a stranger's zip: lists its files from the central directory and unpacks one at a time, never more than was announced.
import { existsSync, statSync } from 'node:fs'
import { openPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { AppError } from '../../../../shared/contract/errors'
import { checkPaths } from './entryPaths'
import { bundleError } from './failures'
import { checkSizes, limits } from './limits'

/** An open zip whose names are safe and whose announced sizes are within the limits. */
export interface Zip {
  entries: ReadonlyMap<string, Entry>
  /** Throws `bundle/checksum-mismatch` when the file cannot be unpacked to exactly its announced size. */
  read(path: string): Promise<Buffer>
  dispose(): void
}

/** Throws `bundle/not-found`, `bundle/not-a-bundle`, `bundle/unsafe-path`, `bundle/too-large`. */
export async function openZip(file: string): Promise<Zip> {
  if (!existsSync(file)) throw bundleError('bundle/not-found', file)
  if (!statSync(file).isFile()) throw bundleError('bundle/not-a-bundle', file)
  const zip = await asBundle(file, () => openPromise(file, { autoClose: false, decodeStrings: false }))
  try {
    const entries = await asBundle(file, () => listEntries(zip))
    return { entries, read: (path) => readEntry(zip, entries, path), dispose: () => zip.close() }
  } catch (error) {
    zip.close()
    throw error
  }
}

/** The zip library's own complaints mean that the file is no proper zip. */
async function asBundle<T>(file: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    if (error instanceof AppError) throw error
    throw bundleError(
      'bundle/not-a-bundle',
      `${file} (${error instanceof Error ? error.message : String(error)})`,
      error,
    )
  }
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries + 1) {
    throw bundleError('bundle/too-large', `${zip.entryCount} > ${limits.entries} files`)
  }
  const listed: { path: string; entry: Entry }[] = []
  for await (const entry of zip.eachEntry()) listed.push({ path: nameOf(entry), entry })
  checkPaths(listed.map(({ path }) => path))
  for (const { path, entry } of listed) checkEntry(path, entry)
  checkSizes(listed.map(({ path, entry }) => ({ path, sizeBytes: entry.uncompressedSize })))
  return new Map(listed.map(({ path, entry }) => [path, entry]))
}

/** Names are taken as UTF-8, which is what we write; other bytes are no name of ours. */
function nameOf(entry: Entry): string {
  const bytes = entry.fileNameRaw
  const name = bytes.toString('utf8')
  if (!Buffer.from(name).equals(bytes)) throw bundleError('bundle/unsafe-path', bytes.toString('latin1'))
  return name
}

function checkEntry(path: string, entry: Entry): void {
  const fileType = (entry.externalFileAttributes >>> 16) & 0o170000
  // 0 is what writers without Unix modes leave; links, devices and folders are none of ours.
  if (fileType !== 0 && fileType !== 0o100000) throw bundleError('bundle/unsafe-path', path)
  if (!entry.canDecodeFileData())
    throw bundleError('bundle/not-a-bundle', `${path} is encrypted or packed in another way`)
  const { uncompressedSize, compressedSize } = entry
  if (uncompressedSize > limits.ratioFrom && uncompressedSize > limits.ratio * compressedSize) {
    throw bundleError('bundle/too-large', `"${path}" unpacks to ${uncompressedSize} bytes from ${compressedSize}`)
  }
}

async function readEntry(zip: ZipFile, entries: ReadonlyMap<string, Entry>, path: string): Promise<Buffer> {
  const entry = entries.get(path)
  if (entry === undefined) throw bundleError('bundle/wrong-entries', path)
  const chunks: Buffer[] = []
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream) chunks.push(chunk as Buffer)
  } catch (error) {
    throw bundleError('bundle/checksum-mismatch', path, error)
  }
  return Buffer.concat(chunks)
}
