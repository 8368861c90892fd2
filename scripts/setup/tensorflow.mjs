// Step: TensorFlow in tfjs-node's folder, by the first way that works on this machine.
import path from 'node:path'
import { entryFolder, provideEntry } from './cacheEntry.mjs'
import { checkoutLock, withLock } from './lock.mjs'
import { readManifest } from './manifest.mjs'
import { isFolderPlaced, placeFolder } from './placeFiles.mjs'
import { inPackage } from './places.mjs'
import { say, sayRoutine } from './progress.mjs'
import { SetupError, explain } from './setupError.mjs'
import { installerHasRun, runInstaller } from './tensorflowInstaller.mjs'
import { ADDON_FOLDER, TENSORFLOW_VERSION, missingTools, wheelEntry, wheelFits } from './tensorflowWheel.mjs'

const READY = `TensorFlow ${TENSORFLOW_VERSION}: ready, from the Python wheel`

/** Provides TensorFlow; throws a SetupError that names every way tried. */
export async function provideTensorflow(options) {
  const inTheWay = wheelFits() ? wheelProblem() : 'the wheel is for Linux on x64 only'
  if (inTheWay === undefined) return fromWheel(options)
  if (installerHasRun()) return sayRoutine("TensorFlow: as tfjs-node's own installer left it")
  await fromInstaller(inTheWay)
}

/** Tools are needed to make the cache entry, not to use it. */
function wheelProblem() {
  if (readManifest(entryFolder(wheelEntry()))) return undefined
  const missing = missingTools()
  return missing.length === 0 ? undefined : `it needs ${missing.map((tool) => tool.missing).join(' and ')}`
}

const PARTS = ['deps/lib', ADDON_FOLDER]

const placesOf = (folder) => PARTS.map((part) => [path.join(folder, part), inPackage('@tensorflow/tfjs-node', part)])

/** True when what the cache has is in tfjs-node's folder. */
export const tensorflowPlaced = () =>
  placesOf(entryFolder(wheelEntry())).every(([from, to]) => isFolderPlaced(from, to))

async function fromWheel(options) {
  const { folder } = await provideEntry(wheelEntry(), options)
  const pairs = placesOf(folder)
  const missing = () => pairs.filter(([from, to]) => !isFolderPlaced(from, to))
  if (missing().length === 0) return sayRoutine(READY)
  try {
    await withLock(checkoutLock('tensorflow'), 'TensorFlow', async () => {
      for (const [from, to] of missing()) placeFolder(from, to)
    })
  } catch (error) {
    throw explain(error, inPackage('@tensorflow/tfjs-node'))
  }
  say(READY)
}

async function fromInstaller(inTheWay) {
  say(
    `TensorFlow: not from the wheel (${inTheWay}); trying tfjs-node's own installer, which brings TensorFlow 2.9 or older`,
  )
  try {
    await runInstaller()
  } catch (error) {
    throw new SetupError(
      `TensorFlow could not be set up. From the wheel: ${inTheWay}. By tfjs-node's own installer: ${error.message}`,
      nextStep(),
      error,
    )
  }
  say("TensorFlow: ready, by tfjs-node's own installer")
}

function nextStep() {
  if (!wheelFits())
    return 'let this machine reach the site that the installer names (TFJS_NODE_CDN_STORAGE may name a mirror), and run the command again.'
  const packages = missingTools().map((tool) => tool.debian)
  return `install what is missing (on Debian: sudo apt-get install ${packages.join(' ')}), and run the command again.`
}
