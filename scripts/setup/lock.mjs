// One set-up at a time for each thing that is made: a file that names its owner, taken over when the owner is dead.
import { mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { keyOf } from './hash.mjs'
import { onInterrupt } from './interrupts.mjs'
import { isAlive, thisProcess } from './owner.mjs'
import { cacheFolder, projectRoot, readJson } from './places.mjs'
import { say } from './progress.mjs'

const POLL_MS = 150
const HEARTBEAT_MS = 5_000
const SILENT_MS = 60_000

/** The lock for work inside this checkout; it lies in the cache, since node_modules and out come and go. */
export const checkoutLock = (work) => path.join(cacheFolder(), `checkout-${keyOf(projectRoot)}-${work}.lock`)

/** Runs `work` while nobody else holds the lock `file`; waits, and says so once, while somebody does. */
export async function withLock(file, what, work) {
  mkdirSync(path.dirname(file), { recursive: true })
  let told = false
  while (!take(file)) {
    if (removeIfStale(file)) continue
    if (!told) say(`  ${what}: another set-up is at it, waiting ...`)
    told = true
    await pause(POLL_MS)
  }
  const release = () => rmSync(file, { force: true })
  const forget = onInterrupt(release)
  const heartbeat = setInterval(() => utimesSync(file, new Date(), new Date()), HEARTBEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    forget()
    release()
  }
}

function take(file) {
  // A reader may catch the file before its content: a lock without an owner counts as held until it has been silent for long.
  try {
    writeFileSync(file, JSON.stringify(thisProcess()), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

const silentFor = (file) => Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())

function removeIfStale(file) {
  const owner = readJson(file)
  const alive = owner?.pid ? isAlive(owner) : undefined
  if (alive === true || (alive === undefined && silentFor(file) < SILENT_MS)) return false
  // Of several that wait, one wins the rename; it then looks whether it moved the dead lock or a fresh one.
  const aside = `${file}.${process.pid}.stale`
  try {
    renameSync(file, aside)
  } catch (error) {
    if (error.code === 'ENOENT') return true
    throw error
  }
  const moved = readJson(aside)
  if (moved?.pid && isAlive(moved) === true) renameSync(aside, file)
  else rmSync(aside, { force: true })
  return true
}
