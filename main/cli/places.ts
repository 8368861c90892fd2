// Where the built program lies, for the command line: the folder that holds main/.
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Climbs out of `out/main` or of a chunk folder below it. */
function find(folder: string): string {
  return basename(folder) === 'main' ? dirname(folder) : find(dirname(folder))
}

export const outFolder = find(dirname(fileURLToPath(import.meta.url)))
