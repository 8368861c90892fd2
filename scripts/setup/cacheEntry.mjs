// A thing in the cache: made once in a temporary folder, renamed into place, checked at every start, made anew when damaged.
import { existsSync, mkdirSync, renameSync, statfsSync } from 'node:fs'
import path from 'node:path'
import { ChildFailure } from './children.mjs'
import { keyOf } from './hash.mjs'
import { withLock } from './lock.mjs'
import { damageOf, writeManifest } from './manifest.mjs'
import { cacheFolder } from './places.mjs'
import { say } from './progress.mjs'
import { SetupError, explain } from './setupError.mjs'
import { inTemporaryFolder, sweepTemporaryFolders } from './temporary.mjs'

/** Where an entry lies: its name and version in clear, its recipe as a key. */
export const entryFolder = ({ name, version, recipe }, cache = cacheFolder()) =>
  path.join(cache, `${name}-${version}-${keyOf(recipe)}`)

/**
 * Gives the folder of a sound cache entry, making it when need be.
 * @param {{ name: string, version: string, recipe: object, title: string, needBytes: number,
 *   make: (work: string, result: string) => Promise<object> }} entry `make` fills `result`, may use `work`, and returns facts for the manifest
 * @param {{ thorough?: boolean, cache?: string }} [options] `thorough` hashes what is there
 */
export async function provideEntry(entry, { thorough = false, cache = cacheFolder() } = {}) {
  const folder = entryFolder(entry, cache)
  if (existsSync(folder) && (await damageOf(folder, { thorough })) === undefined) return { folder, made: false }
  try {
    return await withLock(`${folder}.lock`, entry.title, () => makeEntry(entry, { folder, cache, thorough }))
  } catch (error) {
    throw explained(error, entry, cache)
  }
}

function explained(error, { title }, cache) {
  const known = explain(error, cache)
  if (!(known instanceof ChildFailure)) return known
  const next = 'run the command again; when the message comes again, "npm run doctor" shows which tools were used.'
  return new SetupError(`${title} could not be made: ${known.message}`, next, error)
}

async function makeEntry(entry, { folder, cache, thorough }) {
  const damage = existsSync(folder) ? await damageOf(folder, { thorough }) : 'absent'
  // Whoever held the lock before us may have made it.
  if (damage === undefined) return { folder, made: false }
  if (damage !== 'absent') say(`  ${entry.title} in the cache is damaged (${damage}): it is made anew`)
  sweepTemporaryFolders(cache)
  requireSpace(cache, entry)
  return inTemporaryFolder(cache, async (temporary) => {
    const [work, result, old] = ['work', 'result', 'old'].map((name) => path.join(temporary, name))
    mkdirSync(work)
    mkdirSync(result)
    const facts = await entry.make(work, result)
    await writeManifest(result, { name: entry.name, version: entry.version, ...facts })
    if (existsSync(folder)) renameSync(folder, old)
    renameSync(result, folder)
    return { folder, made: true }
  })
}

/** Better to stop before a download than in the middle of unpacking it. */
function requireSpace(cache, { title, needBytes }) {
  const free = freeBytes(cache)
  const need = Math.max(needBytes, Number(process.env.NETLOOM_MIN_FREE_BYTES ?? 0))
  if (free >= need) return
  const gigabytes = (bytes) => `${(bytes / 1e9).toFixed(1)} GB`
  throw new SetupError(
    `not enough space for ${title}: the disk of ${cache} has ${gigabytes(free)} free, ${gigabytes(need)} are needed.`,
    'free some space, or name a folder on another disk in NETLOOM_CACHE, and run the command again.',
  )
}

/** Free bytes on the disk of a folder, which need not exist yet. */
export function freeBytes(folder) {
  let at = folder
  while (!existsSync(at)) at = path.dirname(at)
  const { bavail, bsize } = statfsSync(at)
  return bavail * bsize
}
