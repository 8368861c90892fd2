// Writes runs as one bundle: records, series, models and checksums in a zip, put in place whole or not at all.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { cancelled } from '../../../../shared/contract/errors'
import type { AppFacts, BundleManifest, BundleReport } from '../../../../shared/records'
import { makeFolders, storageError, toJson } from '../../workspace'
import type { Clock, Workspace } from '../../workspace'
import { manifestPath } from './entryPaths'
import { bundleError } from './failures'
import { partsOf } from './parts'
import type { BundlePart } from './parts'
import { checkSizes, isRecord } from './limits'

export interface WriteBundleInput {
  workspace: Workspace
  /** Ids of runs that are over. */
  runs: readonly string[]
  /** Where the bundle goes; a file that is there is replaced. */
  file: string
  facts: AppFacts
  clock: Clock
  signal?: AbortSignal
  onProgress?: (stage: string, done: number, total: number | null) => void
}

type Hashed = BundlePart & { sha256: string; sizeBytes: number }

/**
 * The same runs at the same time give the same bytes. No data and no path of this machine goes into a bundle.
 * Throws `run/not-found`, `run/not-over`, `run/no-model`, `bundle/too-large`, `bundle/target-is-a-folder`,
 * `workspace/disk-full`, `workspace/not-writable`, `task/cancelled`.
 */
export async function writeBundle(input: WriteBundleInput): Promise<BundleReport> {
  const { workspace, runs, file, facts, clock } = input
  if (existsSync(file) && statSync(file).isDirectory()) throw bundleError('bundle/target-is-a-folder', file)
  const parts: Hashed[] = []
  for (const part of partsOf(workspace, runs, facts)) parts.push(await hashed(part))
  checkSizes(parts)
  const manifest: BundleManifest = {
    format: 'netloom-bundle',
    schemaVersion: 1,
    createdAt: clock().toISOString(),
    program: { name: 'Netloom', version: facts.version },
    runs: runs.map((id) => ({ id, name: workspace.runs.get(id).name })),
    entries: parts.map(({ path, sizeBytes, sha256 }) => ({ path, sizeBytes, sha256 })),
  }
  await writeZip(input, [{ path: manifestPath, content: Buffer.from(toJson(manifest)) }, ...parts])
  return { file, sizeBytes: statSync(file).size, manifest }
}

async function hashed(part: BundlePart): Promise<Hashed> {
  const hash = createHash('sha256')
  if (Buffer.isBuffer(part.content)) {
    return { ...part, sha256: hash.update(part.content).digest('hex'), sizeBytes: part.content.length }
  }
  await pipeline(createReadStream(part.content.file), hash)
  return { ...part, sha256: hash.digest('hex'), sizeBytes: statSync(part.content.file).size }
}

async function writeZip(input: WriteBundleInput, parts: readonly BundlePart[]): Promise<void> {
  const { file, signal } = input
  const temporary = `${file}.${randomUUID()}.part`
  try {
    makeFolders(dirname(file))
    const zip = zipOf(parts)
    const target = createWriteStream(temporary, { flags: 'wx' })
    target.on('drain', () => input.onProgress?.('writing', target.bytesWritten, null))
    await pipeline(zip.outputStream, target, { signal: signal ?? new AbortController().signal })
    const handle = await open(temporary, 'r+')
    await handle.sync().finally(() => handle.close())
    renameSync(temporary, file)
  } catch (error) {
    if (existsSync(temporary)) rmSync(temporary)
    throw signal?.aborted ? cancelled() : storageError(error, file)
  }
}

/** Midnight of a day long past, whatever the time zone: the same content gives the same file. */
const always = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true }

/** Numbers hardly shrink and are stored as they are; records shrink well. */
function zipOf(parts: readonly BundlePart[]): ZipFile {
  const zip = new ZipFile()
  for (const { path, content } of parts) {
    const options = { ...always, compress: isRecord(path) }
    if (Buffer.isBuffer(content)) zip.addBuffer(content, path, options)
    else zip.addFile(content.file, path, options)
  }
  zip.on('error', (error: Error) => (zip.outputStream as unknown as { destroy(error: Error): void }).destroy(error))
  zip.end()
  return zip
}
