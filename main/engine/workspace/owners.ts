// Who is alive: each program that has a workspace open holds a lock that the system takes away when the program ends, however it ends.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { AppError } from '../../../shared/contract/errors'
import { Database } from './database'
import { makeFolders } from './makeFolders'

/**
 * A held lock: `owners/<token>.db`, exclusively locked while the program lives. Only SQLite may open that file: on POSIX,
 * a process that closes any descriptor of a file loses its locks on it.
 */
export interface Owner {
  token: string
  dispose(): void
}

/** Takes a lock of its own in `folder`. */
export function becomeOwner(folder: string): Owner {
  makeFolders(folder)
  for (;;) {
    const token = randomUUID()
    const file = join(folder, `${token}.db`)
    const lock = tryLock(file)
    if (lock === null) continue
    // Another program may have swept the file away between its making and its locking.
    if (existsSync(file)) return { token, dispose: () => removeLocked(file, lock) }
    lock.dispose()
  }
}

/** True while the program that holds `token` lives. */
export function isAlive(folder: string, token: string): boolean {
  const file = join(folder, `${token}.db`)
  if (!existsSync(file)) return false
  const lock = tryLock(file)
  lock?.dispose()
  return lock === null
}

/** True when no other program than the one of `token` has the workspace open. */
export function isAlone(folder: string, token: string): boolean {
  const tokens = readdirSync(folder).flatMap((name) => /^(.+)\.db$/.exec(name)?.[1] ?? [])
  return tokens.every((other) => other === token || !isAlive(folder, other))
}

/** Removes the locks of programs that are gone. */
export function sweepOwners(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.db')) continue
    const file = join(folder, name)
    const lock = tryLock(file)
    if (lock !== null) removeLocked(file, lock)
  }
}

/** The exclusive lock of a file, or null when another connection holds it. */
function tryLock(file: string): Database | null {
  const database = new Database(file, 0)
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database.dispose()
    if (error instanceof AppError && error.code === 'workspace/busy') return null
    throw error
  }
}

/** Removes first and unlocks then, so that nobody can lock the file in between; Windows removes no open file. */
function removeLocked(file: string, lock: Database): void {
  const windows = process.platform === 'win32'
  if (!windows) rmSync(file, { force: true })
  lock.dispose()
  if (windows) rmSync(file, { force: true })
}
