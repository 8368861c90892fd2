// The list of files in a cache entry, by which a damaged entry is found: sizes and times at every start, hashes when in doubt.
import { readdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileHash } from './hash.mjs'
import { readJson } from './places.mjs'

const NAME = 'manifest.json'

function filesIn(folder, below = '') {
  return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const at = path.posix.join(below, entry.name)
    return entry.isDirectory() ? filesIn(folder, at) : at === NAME ? [] : [at]
  })
}

async function describe(folder, file) {
  const { size, mtimeMs } = statSync(path.join(folder, file))
  return { file, sizeBytes: size, mtimeMs, sha256: await fileHash(path.join(folder, file)) }
}

function save(folder, manifest) {
  // Renamed into place, since another set-up may be reading it.
  const aside = path.join(folder, `${NAME}.${process.pid}`)
  writeFileSync(aside, JSON.stringify(manifest, null, 1))
  renameSync(aside, path.join(folder, NAME))
}

/** Writes down what is in a finished cache entry, with facts about it that later set-ups want to show. */
export async function writeManifest(folder, facts) {
  const files = []
  for (const file of filesIn(folder)) files.push(await describe(folder, file))
  save(folder, { ...facts, files })
}

/** Facts about a cache entry, undefined when there is none. */
export const readManifest = (folder) => readJson(path.join(folder, NAME))

/**
 * What is wrong with a cache entry, undefined when nothing is. Looks at sizes and times; a file whose time has changed
 * is hashed, and with `thorough` every file is.
 */
export async function damageOf(folder, { thorough = false } = {}) {
  const manifest = readManifest(folder)
  if (!manifest?.files) return 'its list of files is missing'
  let touched = false
  for (const known of manifest.files) {
    const stat = statSync(path.join(folder, known.file), { throwIfNoEntry: false })
    if (!stat) return `${known.file} is missing`
    if (stat.size !== known.sizeBytes) return `${known.file} has ${stat.size} bytes instead of ${known.sizeBytes}`
    if (!thorough && stat.mtimeMs === known.mtimeMs) continue
    if ((await fileHash(path.join(folder, known.file))) !== known.sha256) return `${known.file} has changed`
    touched ||= stat.mtimeMs !== known.mtimeMs
    known.mtimeMs = stat.mtimeMs
  }
  if (touched) save(folder, manifest)
  return undefined
}
