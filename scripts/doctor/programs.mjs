// Doctor: the packages and the natives in them, each tried in a process of its own, since a broken one may crash.
import { spawnSync } from 'node:child_process'
import { buildIsFresh } from '../setup/build.mjs'
import { dependenciesReady } from '../setup/dependencies.mjs'
import { electronInPlace } from '../setup/electron.mjs'
import { entryFolder } from '../setup/cacheEntry.mjs'
import { damageOf, readManifest } from '../setup/manifest.mjs'
import { packageVersion, packagesFolder, projectRoot } from '../setup/places.mjs'
import { standInEntry } from '../setup/electronStandIn.mjs'
import { tensorflowPlaced } from '../setup/tensorflow.mjs'
import { installerHasRun } from '../setup/tensorflowInstaller.mjs'
import { wheelEntry } from '../setup/tensorflowWheel.mjs'

const SET_UP = 'npm run setup'

/** What a native package says about itself when loaded, or the last line of why it does not load. */
function load(expression) {
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' }
  const code = `Promise.resolve(${expression}).then((text) => process.stdout.write(String(text)))`
  const { status, stdout, stderr, signal } = spawnSync(process.execPath, ['-e', code], {
    cwd: projectRoot,
    env,
    encoding: 'utf8',
    timeout: 60_000,
  })
  if (status === 0) return { version: stdout.trim().split('\n').at(-1) }
  return { problem: /^\w*Error.*$/m.exec(stderr)?.[0] ?? `it ended with ${signal ?? `code ${status}`}` }
}

export function packagesFact() {
  const ready = dependenciesReady()
  const found = ready
    ? 'as package-lock.json says'
    : packageVersion('vite')
      ? 'other than package-lock.json says'
      : 'not installed'
  return { name: 'Packages', ok: ready, found, from: packagesFolder, next: SET_UP }
}

function native(name, packageName, expression) {
  if (!packageVersion(packageName)) return { name, ok: false, found: 'not installed', next: SET_UP }
  const { version, problem } = load(expression)
  const from = `${packageName} ${packageVersion(packageName)}`
  return problem
    ? { name, ok: false, found: `does not load: ${problem}`, from, next: SET_UP }
    : { name, ok: true, found: version, from }
}

export const duckdbFact = () => native('DuckDB', '@duckdb/node-api', `require('@duckdb/node-api').version()`)

export const sqliteFact = () =>
  native(
    'SQLite',
    '@photostructure/sqlite',
    `new (require('@photostructure/sqlite').DatabaseSync)(':memory:').prepare('select sqlite_version() v').get().v`,
  )

export async function tensorflowFact() {
  const name = 'TensorFlow'
  const wheel = readManifest(entryFolder(wheelEntry())) !== undefined
  const damage = wheel ? await damageOf(entryFolder(wheelEntry()), { thorough: true }) : undefined
  if (damage) return { name, ok: false, found: `damaged in the cache: ${damage}`, next: SET_UP }
  if (!(wheel ? tensorflowPlaced() : installerHasRun())) return { name, ok: false, found: 'not set up', next: SET_UP }
  const from = wheel ? 'the Python wheel tensorflow-cpu, addon compiled here' : "found in tfjs-node's folder"
  return {
    ...native(name, '@tensorflow/tfjs-node', `require('@tensorflow/tfjs-node').backend().binding.TF_Version`),
    from,
  }
}

/** Which ways of training the library allows: told by its version here, tried out by the engine when it trains. */
export function tiersFact(tensorflow) {
  const name = 'Training tiers'
  if (!tensorflow.ok) return { name, ok: null, found: 'known once TensorFlow is set up' }
  const [major, minor] = tensorflow.found.split('.').map(Number)
  const compiled = major > 2 || (major === 2 && minor >= 21)
  return {
    name,
    ok: null,
    found: compiled
      ? `eager; graph and xla expected (TensorFlow ${tensorflow.found}), not tried here`
      : 'eager; graph and xla not expected',
  }
}

export async function electronFact() {
  const name = 'Electron'
  const pinned = packageVersion('electron')
  if (!pinned) return { name, ok: false, found: 'not installed', next: SET_UP }
  const electron = await electronInPlace()
  if (!electron) return { name, ok: false, found: 'not set up', next: SET_UP }
  if (electron.source === 'official') return { name, ok: true, found: electron.version, from: 'the official installer' }
  const damage = await damageOf(entryFolder(standInEntry()), { thorough: true })
  if (damage) return { name, ok: false, found: `damaged in the cache: ${damage}`, next: SET_UP }
  return { name, ok: true, found: `${electron.version}, standing in for ${pinned}`, from: 'the npm registry' }
}

export function buildFact() {
  const fresh = buildIsFresh()
  return {
    name: 'Build',
    ok: fresh,
    found: fresh ? 'up to date' : 'missing or older than the sources',
    next: 'npm run build',
  }
}
