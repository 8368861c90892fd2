// Unpacks a zip file entry by entry, with the modes that it records.
import { createWriteStream, mkdirSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Writes the entries for which `place(name)` gives a path below `target`; yauzl refuses names that lead outside. */
export async function unpackZip(file, target, place) {
  const { openPromise } = await import('yauzl')
  const archive = await openPromise(file, { lazyEntries: true, autoClose: true })
  for await (const entry of archive.eachEntry()) {
    const name = place(entry.fileName)
    if (name === undefined || name === '' || entry.fileName.endsWith('/')) continue
    const to = path.join(target, name)
    mkdirSync(path.dirname(to), { recursive: true })
    const mode = (entry.externalFileAttributes >>> 16) & 0o777 || 0o644
    await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(to, { mode }))
  }
}
