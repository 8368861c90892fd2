// A file that exists for the time of one call, for libraries that can only be fed from disk.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storageError } from './failures'

/**
 * Writes `bytes` as `name` into a new folder that nobody else may read (mode 0700), calls `use` with the folder, removes it.
 * Throws `workspace/disk-full` or `workspace/not-writable` when the file cannot be written, and what `use` throws.
 */
export function withScratchFile<T>(name: string, bytes: Uint8Array, use: (folder: string) => T): T {
  const folder = made(name, bytes)
  try {
    return use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function made(name: string, bytes: Uint8Array): string {
  const place = tmpdir()
  try {
    const folder = mkdtempSync(join(place, 'netloom-'))
    writeFileSync(join(folder, name), bytes)
    return folder
  } catch (error) {
    throw storageError(error, place)
  }
}
