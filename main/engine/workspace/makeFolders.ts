// Makes a folder with all that is missing above it, one at a time: Node's own recursive making never ends where the system makes none, such as in /proc.
import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { storageError, workspaceError } from './failures'

/** Harmless when it is there. Throws `workspace/not-writable`, `/is-a-file` or `/disk-full`. */
export function makeFolders(folder: string): void {
  try {
    makeMissing(folder)
  } catch (error) {
    throw storageError(error, folder)
  }
}

function makeMissing(folder: string): void {
  if (isThere(folder)) return
  const above = dirname(folder)
  if (above !== folder) makeMissing(above)
  try {
    mkdirSync(folder)
  } catch (error) {
    // Another program may have been quicker.
    if (isThere(folder)) return
    const isRefused = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw isRefused ? workspaceError('workspace/not-writable', folder, error) : error
  }
}

/** Throws `workspace/is-a-file` for anything but a folder. */
function isThere(folder: string): boolean {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (found !== undefined && !found.isDirectory()) throw workspaceError('workspace/is-a-file', folder)
  return found !== undefined
}
