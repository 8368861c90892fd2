// Tables, prepared arrays and imported weights that no record names any more: counted, and removed when a person asks for their space.
import { readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { UnusedFiles } from '../../../shared/records'
import type { Database } from './database'
import type { WorkspacePaths } from './paths'
import { recordTables, type Clock } from './records'

/** What was made or found just now may be about to be named by a record, of this program or of another one. */
const restMs = 3_600_000
/** Only what we name by content hash; whatever else lies there is not ours to remove. */
const ours = /^([0-9a-f]{40,64})\.(parquet|nla)$/

interface Found {
  file: string
  bytes: number
}

export interface Unused {
  database: Database
  paths: WorkspacePaths
  clock: Clock
  /** Hashes that are used though no record names them. */
  keep: ReadonlySet<string>
}

export function countUnused(unused: Unused): UnusedFiles {
  return sumOf(find(unused))
}

/** Removes them one by one; a file that cannot be removed, because somebody reads it, stays. Gives what was removed. */
export function removeUnused(unused: Unused): UnusedFiles {
  return sumOf(find(unused).filter((found) => remove(found.file, unused.clock)))
}

function sumOf(found: readonly Found[]): UnusedFiles {
  return { files: found.length, bytes: found.reduce((sum, { bytes }) => sum + bytes, 0) }
}

function find({ database, paths, clock, keep }: Unused): Found[] {
  const named = namedHashes(database)
  return [paths.tables, paths.prepared, paths.weights].flatMap((folder) =>
    readdirSync(folder).flatMap((name): Found[] => {
      const hash = ours.exec(name)?.[1]
      if (hash === undefined || named.has(hash) || keep.has(hash)) return []
      const file = join(folder, name)
      const facts = statSync(file, { throwIfNoEntry: false })
      return facts?.isFile() && hasRested(facts.mtimeMs, clock) ? [{ file, bytes: facts.size }] : []
    }),
  )
}

/** Whatever looks like a hash in any record, removed ones too: they can be restored. */
function namedHashes(database: Database): Set<string> {
  const rows = recordTables.flatMap((table) => database.all<{ json: string }>(`SELECT json FROM ${table}`))
  return new Set(rows.flatMap(({ json }) => json.match(/\b[0-9a-f]{40,64}\b/g) ?? []))
}

function hasRested(mtimeMs: number, clock: Clock): boolean {
  return clock().getTime() - mtimeMs >= restMs
}

/**
 * Taken aside first: whoever finds the file then finds it gone and makes it again, and whoever had found it before has
 * touched it, in which case it goes back. What a kill leaves aside is tidied at the next opening.
 */
function remove(file: string, clock: Clock): boolean {
  const aside = `${file}.${randomUUID()}.part`
  try {
    renameSync(file, aside)
    if (hasRested(statSync(aside).mtimeMs, clock)) {
      rmSync(aside)
      return true
    }
    renameSync(aside, file)
  } catch {
    // Open elsewhere (Windows), or removed by another program at this moment.
  }
  return false
}
