// A file that is written whole or not at all: by a temporary neighbour that is synced and renamed.
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { randomUUID } from 'node:crypto'
import { storageError } from './failures'
import { makeFolders } from './makeFolders'

/** Throws `workspace/disk-full` or `workspace/not-writable`; the file is then as it was before. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.${randomUUID()}.part`
  try {
    makeFolders(dirname(file))
    const handle = openSync(temporary, 'wx')
    try {
      writeFileSync(handle, content)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(temporary, file)
  } catch (error) {
    if (existsSync(temporary)) rmSync(temporary)
    throw storageError(error, file)
  }
}
