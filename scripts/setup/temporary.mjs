// Temporary folders inside the cache: named by nobody, owned by a process, gone with it or swept by the next set-up.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { onInterrupt } from './interrupts.mjs'
import { isAlive, thisProcess } from './owner.mjs'
import { readJson } from './places.mjs'

const PREFIX = 'tmp-'
const OWNER = 'owner.json'
const UNNAMED_MS = 60_000
const ELSEWHERE_MS = 24 * 3600_000

const remove = (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })

/** Gives `work` a folder on the cache's own disk (so that the result can be renamed into place) and removes it after. */
export async function inTemporaryFolder(cache, work) {
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(path.join(cache, PREFIX))
  const forget = onInterrupt(() => remove(folder))
  try {
    writeFileSync(path.join(folder, OWNER), JSON.stringify(thisProcess()))
    return await work(folder)
  } finally {
    forget()
    remove(folder)
  }
}

const ageOf = (folder) => Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())

function isLeftOver(folder) {
  const owner = readJson(path.join(folder, OWNER))
  // Not named yet, or made again after a sweep by a tool that outlived its killed set-up.
  if (!owner?.pid) return ageOf(folder) > UNNAMED_MS
  return isAlive(owner) === undefined ? ageOf(folder) > ELSEWHERE_MS : !isAlive(owner)
}

/** Removes what set-ups that were killed have left behind. */
export function sweepTemporaryFolders(cache) {
  for (const name of namesIn(cache)) {
    const folder = path.join(cache, name)
    if (name.startsWith(PREFIX) && isLeftOver(folder)) remove(folder)
  }
}

function namesIn(folder) {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(error.code)) return []
    throw error
  }
}

/** Bytes in a folder and below: what a download has brought so far. */
export function bytesIn(folder) {
  let sum = 0
  for (const entry of readdirSafely(folder)) {
    const at = path.join(folder, entry.name)
    if (entry.isDirectory()) sum += bytesIn(at)
    else sum += statSync(at, { throwIfNoEntry: false })?.size ?? 0
  }
  return sum
}

function readdirSafely(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    // A tool may remove a folder of its own between two looks.
    if (['ENOENT', 'ENOTDIR'].includes(error.code)) return []
    throw error
  }
}
