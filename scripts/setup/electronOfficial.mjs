// The official Electron: the installer of the pinned `electron` package, ended when its site does not answer.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runChild } from './children.mjs'
import { checkoutLock, withLock } from './lock.mjs'
import { cacheFolder, inPackage, packageVersion, readJson } from './places.mjs'
import { during } from './progress.mjs'
import { bytesIn, inTemporaryFolder } from './temporary.mjs'

const STALL_MS = 20_000
const REMEMBER_MS = 24 * 3600_000

export const officialFolder = () => inPackage('electron', 'dist')
const failureFile = () => path.join(cacheFolder(), 'electron-official-failed.json')

/** The installer writes path.txt last, so that with it the rest is whole. */
export function officialIsInstalled() {
  const [versionFile, pathFile] = [path.join(officialFolder(), 'version'), inPackage('electron', 'path.txt')]
  if (!existsSync(versionFile) || !existsSync(pathFile)) return false
  if (readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') !== packageVersion('electron')) return false
  return existsSync(path.join(officialFolder(), readFileSync(pathFile, 'utf8').trim()))
}

/** Why the installer failed within the last day, so that not every start waits for a site that does not answer. */
export function recentFailure() {
  const failure = readJson(failureFile())
  const recent = failure?.version === packageVersion('electron') && Date.now() - failure.at < REMEMBER_MS
  return recent ? 'the official one could not be downloaded in the last 24 h' : undefined
}

/** Runs the installer; what it downloads stays in the cache for other checkouts. */
export async function runOfficialInstaller() {
  await withLock(checkoutLock('electron'), 'Electron', async () => {
    if (officialIsInstalled()) return
    await inTemporaryFolder(cacheFolder(), (temporary) => install(temporary))
  })
}

async function install(temporary) {
  const version = packageVersion('electron')
  const downloads = path.join(cacheFolder(), 'electron-downloads')
  mkdirSync(downloads, { recursive: true })
  const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary, electron_config_cache: downloads }
  delete env.ELECTRON_OVERRIDE_DIST_PATH
  delete env.ELECTRON_SKIP_BINARY_DOWNLOAD
  const measure = () => bytesIn(temporary) + bytesIn(officialFolder())
  try {
    await during(`Electron ${version}: the official installer`, () =>
      runChild(process.execPath, [inPackage('electron', 'install.js')], { env, stall: { ms: STALL_MS, measure } }),
    )
    if (!officialIsInstalled()) throw new Error('the installer ended without an Electron')
    rmSync(failureFile(), { force: true })
  } catch (error) {
    rmSync(officialFolder(), { recursive: true, force: true })
    writeFileSync(failureFile(), JSON.stringify({ version, at: Date.now(), reason: error.message }))
    throw error
  }
}
