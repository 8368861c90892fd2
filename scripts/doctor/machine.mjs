// Doctor: the machine itself: Node, tools, what a window needs, the cache and its disk.
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { freeBytes } from '../setup/cacheEntry.mjs'
import { findCompiler, findPip } from '../setup/nativeTools.mjs'
import { lowestNode } from '../setup/nodeVersion.mjs'
import { cacheFolder } from '../setup/places.mjs'
import { debianLine, missingPackages } from '../setup/systemLibraries.mjs'
import { bytesIn } from '../setup/temporary.mjs'

const NEEDED_BYTES = 3e9

export const nodeFact = () => ({
  name: 'Node',
  ok: true,
  found: `${process.versions.node} (${lowestNode()} or newer is needed)`,
  from: process.execPath,
})

/** Tools count as missing only while something has to be made with them. */
function tool(name, found, needed) {
  if (!found.missing) return { name, ok: true, found: found.version, from: found.command }
  return {
    name,
    ok: needed ? false : null,
    found: `missing: ${found.missing}`,
    next: `sudo apt-get install ${found.debian}`,
  }
}

export const pipFact = (needed) => tool('Python with pip', findPip(), needed)
export const compilerFact = (needed) => tool('C++ compiler', findCompiler(), needed)

function system(name, need, lacking) {
  const packages = missingPackages([need])
  if (packages.length === 0) return { name, ok: true, found: 'all there' }
  return {
    name,
    ok: false,
    found: `missing (Debian's names): ${packages.join(' ')}; ${lacking}`,
    next: debianLine(packages),
  }
}

export const windowFact = () => system('Window libraries', 'window', 'no window without them')
export const virtualDisplayFact = () =>
  system('Xvfb', 'virtualDisplay', 'the desktop tests need it where there is no display')
export const fontsFact = () => system('Fonts', 'fonts', 'Chinese texts and pictures need them')

export function displayFact() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  const found = process.platform === 'linux' ? DISPLAY || WAYLAND_DISPLAY : "the system's own"
  return { name: 'Display', ok: null, found: found || 'none: npm start runs the demo in the terminal' }
}

export function cacheFact() {
  const folder = cacheFolder()
  const size = `${(bytesIn(folder) / 1e9).toFixed(2)} GB`
  const problem = notWritable(folder)
  if (!problem) return { name: 'Cache', ok: true, found: size, from: folder }
  return {
    name: 'Cache',
    ok: false,
    found: `cannot be written (${problem})`,
    from: folder,
    next: 'mend its permissions, or name another folder in NETLOOM_CACHE',
  }
}

function notWritable(folder) {
  let at = folder
  while (!existsSync(at)) at = path.dirname(at)
  try {
    // With a slash, so that a file in the place of a folder is refused too.
    accessSync(`${at}${path.sep}`, constants.W_OK)
    return undefined
  } catch (error) {
    return error.code
  }
}

export function diskFact(needed) {
  const free = freeBytes(cacheFolder())
  const ok = free >= NEEDED_BYTES
  return {
    name: 'Free disk',
    ok: ok || (needed ? false : null),
    found: `${(free / 1e9).toFixed(1)} GB`,
    next: 'free some space, or name a folder on another disk in NETLOOM_CACHE',
  }
}
