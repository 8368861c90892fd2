// Step: the npm packages that package-lock.json names, all of them and no others.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { npmCall, runChild } from './children.mjs'
import { clientFailed } from './download.mjs'
import { keyOf } from './hash.mjs'
import { checkoutLock, withLock } from './lock.mjs'
import { packagesFolder, projectRoot, readJson } from './places.mjs'
import { during, say, sayRoutine } from './progress.mjs'
import { explain } from './setupError.mjs'

const lockFile = path.join(projectRoot, 'package-lock.json')
const stampFile = path.join(packagesFolder, '.netloom-stamp')
const READY = 'Packages: as package-lock.json says'

/** True when node_modules is what the lock file says. */
export function dependenciesReady() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wantedStamp()
}

const wantedStamp = () => keyOf(readFileSync(lockFile, 'utf8'))
const putStamp = () => writeFileSync(stampFile, wantedStamp())

/** Installs the packages when they are not there; what `npm install` did by hand is accepted. */
export async function provideDependencies() {
  if (dependenciesReady()) return sayRoutine(READY)
  try {
    await withLock(checkoutLock('packages'), 'Packages', async () => {
      if (!dependenciesReady() && !npmAgrees()) await install()
      putStamp()
    })
  } catch (error) {
    throw explain(error, projectRoot)
  }
  say(READY)
}

/** npm writes its own list of what is installed last of all: when it equals the lock file, nothing is to be done. */
function npmAgrees() {
  const installed = readJson(path.join(packagesFolder, '.package-lock.json'))?.packages
  const wanted = readJson(lockFile)?.packages
  if (!installed || !wanted) return false
  const names = Object.keys(wanted).filter((name) => name !== '')
  const sound = (name) =>
    installed[name] ? installed[name].version === wanted[name].version : wanted[name].optional === true
  return names.every(sound) && Object.keys(installed).every((name) => name in wanted)
}

async function install() {
  const [command, args] = npmCall(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
  const wanted = Object.keys(readJson(lockFile)?.packages ?? {}).length
  const count = () => (existsSync(packagesFolder) ? readdirSync(packagesFolder).length : 0)
  try {
    await during(`Packages: npm ci, ${wanted} packages`, () =>
      runChild(command, args, { cwd: projectRoot, stall: { ms: 300_000, measure: count } }),
    )
  } catch (error) {
    throw clientFailed('npm', 'install the packages', error)
  }
}
