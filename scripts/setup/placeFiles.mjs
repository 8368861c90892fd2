// Brings files out of the cache into node_modules: as hard links, which cost nothing, or as copies from another disk.
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import path from 'node:path'

function isPlaced(from, to) {
  const [source, target] = [statSync(from), statSync(to, { throwIfNoEntry: false })]
  if (!target) return false
  if (source.ino === target.ino && source.dev === target.dev) return true
  return source.dev !== target.dev && source.size === target.size && Math.abs(source.mtimeMs - target.mtimeMs) < 1_000
}

function linkOrCopy(from, to) {
  try {
    linkSync(from, to)
  } catch (error) {
    // Another disk, or a file system without hard links.
    if (!['EXDEV', 'EPERM', 'ENOTSUP', 'EMLINK'].includes(error.code)) throw error
    copyFileSync(from, to)
    const { atime, mtime } = statSync(from)
    utimesSync(to, atime, mtime)
  }
}

function placeFile(from, to) {
  if (isPlaced(from, to)) return
  mkdirSync(path.dirname(to), { recursive: true })
  const aside = `${to}.${process.pid}`
  rmSync(aside, { force: true })
  linkOrCopy(from, aside)
  // In one move, so that a program that starts just now finds the old file or the new one.
  renameSync(aside, to)
}

/** True when `target` holds the files of `folder` and no others. */
export function isFolderPlaced(folder, target) {
  if (!existsSync(target)) return false
  const wanted = readdirSync(folder, { withFileTypes: true })
  const matches = (entry) => {
    const [from, to] = [path.join(folder, entry.name), path.join(target, entry.name)]
    return entry.isDirectory() ? isFolderPlaced(from, to) : isPlaced(from, to)
  }
  return readdirSync(target).length === wanted.length && wanted.every(matches)
}

/** Makes the files of `folder` appear in `target`, and no others there. One process at a time may do this to a target. */
export function placeFolder(folder, target) {
  const wanted = readdirSync(folder, { withFileTypes: true })
  mkdirSync(target, { recursive: true })
  for (const name of readdirSync(target)) {
    if (!wanted.some((entry) => entry.name === name)) rmSync(path.join(target, name), { recursive: true })
  }
  for (const entry of wanted) {
    const [from, to] = [path.join(folder, entry.name), path.join(target, entry.name)]
    if (entry.isDirectory()) placeFolder(from, to)
    else placeFile(from, to)
  }
}
