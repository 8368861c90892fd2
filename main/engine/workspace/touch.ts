// Marks a file of a workspace as used now, so that nobody removes it before a record names it.
import { utimesSync } from 'node:fs'

/** False when the file is not there. */
export function touch(file: string, now: Date): boolean {
  try {
    utimesSync(file, now, now)
    return true
  } catch {
    return false
  }
}
