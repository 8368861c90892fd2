// Verifies a whole bundle before anything is believed: manifest, list of files, checksums, every record, every length.
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { cancelled } from '../../../../shared/contract/errors'
import { isOver } from '../../../../shared/records'
import type { Architecture, BundleManifest, Dataset, Histogram, Run } from '../../../../shared/records'
import { fromJson } from '../../workspace'
import type { SeriesBlock } from '../../workspace'
import { checkModel } from './checkModel'
import { contentOf } from './content'
import { checkPaths, environmentPath, isKnownPath, manifestPath, runPaths } from './entryPaths'
import { bundleError } from './failures'
import { decodeHistograms } from './histogramFile'
import { checkSizes, isModel } from './limits'
import { architectureSchema, checked, datasetSchema, environmentSchema, manifestSchema, runSchema } from './schemas'
import { decodeSeries } from './seriesFile'
import type { Zip } from './zip'

export interface VerifiedRun {
  run: Run
  series: SeriesBlock[]
  histograms: Histogram[]
  /** What the run is known by, worked out here and not believed from the file. */
  content: string
  /** Path of its model in the bundle, null when the run kept none. */
  model: string | null
}

export interface Verified {
  manifest: BundleManifest
  datasets: Dataset[]
  architectures: Architecture[]
  runs: VerifiedRun[]
}

/** What was read of a bundle: every file but the models, which are checked and let go. */
type Contents = ReadonlyMap<string, Buffer>

/**
 * Throws `bundle/not-a-bundle`, `/newer-version`, `/bad-record`, `/wrong-entries`, `/checksum-mismatch`, `/too-large`,
 * `/unsafe-path`, `task/cancelled`.
 */
export async function verify(zip: Zip, signal?: AbortSignal): Promise<Verified> {
  const manifest = await readManifest(zip)
  checkEntries(zip, manifest)
  const contents = new Map<string, Buffer>()
  for (const { path, sha256, sizeBytes } of manifest.entries) {
    if (signal?.aborted) throw cancelled()
    const bytes = await readChecked(zip, path, sha256)
    if (bytes.length !== sizeBytes) throw bundleError('bundle/checksum-mismatch', path)
    if (isModel(path)) checkModel(bytes, path)
    else contents.set(path, bytes)
  }
  return readRecords(manifest, contents)
}

/** The bytes of a file of the bundle. Throws `bundle/checksum-mismatch`. */
export async function readChecked(zip: Zip, path: string, sha256: string): Promise<Buffer> {
  const bytes = await zip.read(path)
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw bundleError('bundle/checksum-mismatch', path)
  return bytes
}

async function readManifest(zip: Zip): Promise<BundleManifest> {
  if (!zip.entries.has(manifestPath)) throw bundleError('bundle/not-a-bundle', `no ${manifestPath}`)
  const json = parse(await zip.read(manifestPath), manifestPath)
  const { format, schemaVersion } = (json ?? {}) as { format?: unknown; schemaVersion?: unknown }
  if (format !== 'netloom-bundle') throw bundleError('bundle/not-a-bundle', `${manifestPath} is another program's`)
  if (typeof schemaVersion === 'number' && schemaVersion > 1) {
    throw bundleError('bundle/newer-version', String(schemaVersion))
  }
  return checked(manifestSchema, json, manifestPath)
}

/** Manifest and zip name the same files, all of them ours, with the same sizes. */
function checkEntries(zip: Zip, { entries }: BundleManifest): void {
  checkPaths(entries.map(({ path }) => path))
  checkSizes(entries)
  const listed = new Set(entries.map(({ path }) => path))
  for (const path of zip.entries.keys()) {
    if (path !== manifestPath && !listed.has(path)) throw bundleError('bundle/wrong-entries', path)
  }
  for (const { path, sizeBytes } of entries) {
    const entry = zip.entries.get(path)
    if (entry === undefined || !isKnownPath(path)) throw bundleError('bundle/wrong-entries', path)
    if (entry.uncompressedSize !== sizeBytes) throw bundleError('bundle/checksum-mismatch', path)
  }
}

function readRecords(manifest: BundleManifest, contents: Contents): Verified {
  const paths = manifest.entries.map(({ path }) => path)
  const recordsIn = <T>(folder: string, schema: z.ZodType<T>) =>
    paths.filter((path) => path.startsWith(folder)).map((path) => recordAt(contents, path, schema))
  recordAt(contents, environmentPath, environmentSchema)
  const runs = manifest.runs.map(({ id }, index) => readRun(contents, paths, { id, index }))
  const filesOf = ({ model, histograms }: VerifiedRun) => 3 + (model === null ? 0 : 1) + (histograms.length > 0 ? 2 : 0)
  const expected = runs.reduce((sum, run) => sum + filesOf(run), 0)
  const found = paths.filter((path) => path.startsWith('runs/'))
  if (found.length !== expected) throw bundleError('bundle/wrong-entries', found.at(-1) ?? manifestPath)
  if (new Set(runs.map(({ run }) => run.id)).size < runs.length) {
    throw bundleError('bundle/bad-record', `"${manifestPath}": a run stands there twice`)
  }
  return {
    manifest,
    datasets: recordsIn('datasets/', datasetSchema),
    architectures: recordsIn('architectures/', architectureSchema),
    runs,
  }
}

function readRun(contents: Contents, paths: readonly string[], which: { id: string; index: number }): VerifiedRun {
  const files = runPaths(which.index)
  const run = recordAt(contents, files.run, runSchema)
  if (run.id !== which.id) throw bundleError('bundle/bad-record', `"${files.run}" is not run "${which.id}"`)
  if (!isOver(run.status)) throw bundleError('bundle/bad-record', `"${files.run}" is "${run.status}"`)
  const hasModel = paths.includes(files.model)
  if (hasModel !== (run.model !== null)) throw bundleError('bundle/wrong-entries', files.model)
  const index = parse(bytesAt(contents, files.series), files.series)
  const series = decodeSeries(index, bytesAt(contents, files.values), files.series)
  const histograms = paths.includes(files.histograms) ? readHistograms(contents, files) : []
  const content = contentOf(run, { series, histograms })
  return { run, series, histograms, content, model: hasModel ? files.model : null }
}

function readHistograms(contents: Contents, files: ReturnType<typeof runPaths>): Histogram[] {
  const index = parse(bytesAt(contents, files.histograms), files.histograms)
  return decodeHistograms(index, bytesAt(contents, files.histogramValues), files.histograms)
}

function recordAt<T>(contents: Contents, path: string, schema: z.ZodType<T>): T {
  return checked(schema, parse(bytesAt(contents, path), path), path)
}

function bytesAt(contents: Contents, path: string): Buffer {
  const bytes = contents.get(path)
  if (bytes === undefined) throw bundleError('bundle/wrong-entries', path)
  return bytes
}

function parse(bytes: Buffer, path: string): unknown {
  try {
    return fromJson(bytes.toString('utf8'))
  } catch (error) {
    // A RangeError is a nesting too deep for the stack.
    if (error instanceof SyntaxError || error instanceof RangeError) {
      throw bundleError('bundle/bad-record', `"${path}": ${error.message}`, error)
    }
    throw error
  }
}
