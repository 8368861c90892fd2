// Recognises, makes and tidies a workspace folder; what it made is taken away again when the opening fails.
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { storageError, workspaceError } from './failures'
import { makeFolders } from './makeFolders'
import { isAlive, isAlone } from './owners'
import type { WorkspacePaths } from './paths'
import { writeWhole } from './writeWhole'

/** What file managers leave in a folder that looks empty. */
const ignored = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini', '.directory'])

/** The marker while it is being written, by another program at this moment or by one that was killed at it. */
const halfMarker = /^netloom\.json\..+\.part$/

export type FolderState = 'missing' | 'empty' | 'workspace'

/** Throws `workspace/is-a-file`, `workspace/not-a-workspace`, `workspace/damaged` (its database is gone or empty), `workspace/not-writable`. */
export function stateOf(folder: string, paths: WorkspacePaths): FolderState {
  const entries = entriesOf(folder)
  if (entries === null) return 'missing'
  if (entries.length === 0) return 'empty'
  if (!entries.includes('netloom.json') && !entries.includes('netloom.db')) {
    throw workspaceError('workspace/not-a-workspace', folder)
  }
  const isUsed = [paths.tables, paths.models].some((part) => existsSync(part) && readdirSync(part).length > 0)
  if (isUsed && holdsNoRecords(paths.database)) throw workspaceError('workspace/damaged', folder)
  return 'workspace'
}

/** True without a database, or with one of no bytes that no log will fill. */
function holdsNoRecords(database: string): boolean {
  const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0
  return sizeOf(database) === 0 && sizeOf(`${database}-wal`) === 0
}

function entriesOf(folder: string): string[] | null {
  try {
    const found = statSync(folder, { throwIfNoEntry: false })
    if (found === undefined) return null
    if (!found.isDirectory()) throw workspaceError('workspace/is-a-file', folder)
    return readdirSync(folder).filter((name) => !ignored.has(name) && !halfMarker.test(name))
  } catch (error) {
    throw storageError(error, folder)
  }
}

/**
 * Makes what is missing; the marker comes first, so that a folder left by a kill is still known as a workspace.
 * Returns the undo.
 */
export function makeFolder(folder: string, state: FolderState, paths: WorkspacePaths): () => void {
  const topmost = state === 'missing' ? firstMissing(folder) : null
  const undo = () => {
    // Another program may have opened the same new folder and be at work in it.
    if (existsSync(paths.owners) && readdirSync(paths.owners).length > 0) return
    if (topmost !== null) rmSync(topmost, { recursive: true, force: true })
    else if (state === 'empty') for (const name of made) rmSync(join(folder, name), { recursive: true, force: true })
  }
  try {
    makeFolders(folder)
    if (!existsSync(paths.marker)) writeWhole(paths.marker, `${JSON.stringify({ netloom: 'workspace' })}\n`)
    const parts = [paths.tables, paths.prepared, paths.models, paths.weights, paths.checkpoints, paths.owners]
    for (const part of parts) makeFolders(part)
    return undo
  } catch (error) {
    undo()
    throw storageError(error, folder)
  }
}

/** All that an opening makes in a folder. */
const made = [
  'netloom.json',
  'tables',
  'prepared',
  'models',
  'weights',
  'checkpoints',
  'owners',
  'temporary',
  'netloom.db',
  'netloom.db-wal',
  'netloom.db-shm',
]

function firstMissing(folder: string): string {
  const above = dirname(folder)
  return above === folder || existsSync(above) ? folder : firstMissing(above)
}

/** Removes the temporary folders of programs that are gone, and makes this one's. */
export function tidyTemporary(paths: WorkspacePaths): void {
  const all = dirname(paths.temporary)
  makeFolders(paths.temporary)
  for (const token of readdirSync(all)) {
    if (!isAlive(paths.owners, token)) rmSync(join(all, token), { recursive: true, force: true })
  }
}

/**
 * Removes what killed programs left of files they were writing. Looked for before it is asked who lives: what is found
 * then belongs to a program that is gone, or to one that is still seen to live.
 */
export function tidyParts(paths: WorkspacePaths, token: string): void {
  const left = [paths.tables, paths.prepared, paths.models, paths.weights, paths.checkpoints].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.part'))
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  if (left.length === 0 || !isAlone(paths.owners, token)) return
  for (const file of left) rmSync(file, { force: true })
}
