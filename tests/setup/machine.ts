// Machines to set up on: a checkout of its own, a cache of its own, a PATH with only the programs that a test wants there.
import { spawn, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export const project = fileURLToPath(new URL('../..', import.meta.url))
export const scripts = path.join(project, 'scripts')
/** Refused at once, on any machine: nothing listens on the discard port. */
const NOWHERE = 'http://127.0.0.1:9/'

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** A folder that is gone when the test is. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'netloom-setup-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isDirectory()) linkTree(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(realpathSync(source), target)
    else linkOrCopy(source, target)
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch {
    // Another disk: dearer, but the same to the test.
    copyFileSync(source, target)
  }
}

/** The packages that set-up writes into are the checkout's own (without what set-up put there), all others are borrowed. */
const OWN = ['@tensorflow/tfjs-node', 'electron']
const PUT_THERE = ['deps', 'lib', 'dist/electron', 'path.txt']

/** A checkout with the packages installed and nothing else set up; with `packages: false` without them too. */
export function newCheckout({ packages = true } = {}): string {
  const checkout = temporaryFolder()
  cpSync(scripts, path.join(checkout, 'scripts'), { recursive: true })
  for (const file of ['package.json', 'package-lock.json'])
    copyFileSync(path.join(project, file), path.join(checkout, file))
  if (packages) borrowPackages(path.join(project, 'node_modules'), path.join(checkout, 'node_modules'))
  return checkout
}

function borrowPackages(from: string, to: string): void {
  mkdirSync(path.join(to, '@tensorflow'), { recursive: true })
  copyFileSync(path.join(from, '.package-lock.json'), path.join(to, '.package-lock.json'))
  const names = readdirSync(from).filter((name) => !name.startsWith('.') && name !== '@tensorflow')
  const scoped = readdirSync(path.join(from, '@tensorflow')).map((name) => `@tensorflow/${name}`)
  for (const name of [...names, ...scoped]) {
    const [source, target] = [path.join(from, name), path.join(to, name)]
    if (!OWN.includes(name)) symlinkSync(source, target)
    else linkTree(source, target)
  }
  for (const name of OWN)
    for (const part of PUT_THERE) rmSync(path.join(to, name, part), { recursive: true, force: true })
}

/** The cache of the machine that runs the tests. */
export const realCache =
  process.env.NETLOOM_CACHE ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'netloom')

/** The folder of a real cache entry ("tensorflow", "electron"), undefined where this machine was set up otherwise. */
export function realEntry(name: string): string | undefined {
  const found = existsSync(realCache) ? readdirSync(realCache).filter((entry) => entry.startsWith(`${name}-`)) : []
  const entry = found.find((folder) => existsSync(path.join(realCache, folder, 'manifest.json')))
  return entry && path.join(realCache, entry)
}

/** A cache that holds the named entries as hard links; a file in it must be replaced, never written to. */
export function newCache(...entries: string[]): string {
  const cache = temporaryFolder()
  for (const entry of entries) linkTree(entry, path.join(cache, path.basename(entry)))
  return cache
}

/** A PATH on which there are the named programs, wherever this machine has them, and Node. */
export function pathWith(...programs: string[]): string {
  const folder = temporaryFolder()
  symlinkSync(process.execPath, path.join(folder, 'node'))
  for (const program of programs) {
    // A Python behind a version manager's shim does not work from another folder: its own answer names the real one.
    const ask = program === 'python3' ? 'python3 -c "import sys; print(sys.executable)"' : `command -v ${program}`
    const found = spawnSync('sh', ['-c', ask], { encoding: 'utf8' }).stdout.trim()
    if (found === '') throw new Error(`this machine has no ${program}`)
    symlinkSync(found, path.join(folder, program))
  }
  return folder
}

/** An environment in which every source of downloads refuses at once. */
export function offline(cache: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { PIP_FIND_LINKS: _links, CXX: _compiler, NETLOOM_ELECTRON: _wish, ...env } = process.env
  return {
    ...env,
    NETLOOM_CACHE: cache,
    NETLOOM_QUIET: '0',
    TFJS_NODE_CDN_STORAGE: NOWHERE,
    ELECTRON_MIRROR: NOWHERE,
    PIP_INDEX_URL: NOWHERE,
    PIP_EXTRA_INDEX_URL: NOWHERE,
    PIP_RETRIES: '0',
    npm_config_registry: NOWHERE,
    npm_config_fetch_retries: '0',
    npm_config_cache: path.join(cache, 'npm'),
    ...more,
  }
}

/** Starts a script; `ended` gives how it ended, `saw` waits until it has said something on standard error. */
export function begin(args: string[], env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk) => (stdout += chunk))
  child.stderr.on('data', (chunk) => (stderr += chunk))
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
  const saw = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => stderr.includes(text) && resolve()
      look()
      child.stderr.on('data', look)
      child.on('close', () => reject(new Error(`it ended without saying "${text}": ${stderr}`)))
    })
  return { child, ended, saw }
}

export const run = (args: string[], env: NodeJS.ProcessEnv): Promise<Ended> => begin(args, env).ended

/** Runs a command of a checkout, as its npm script does. */
export const command = (checkout: string, args: string[], env: NodeJS.ProcessEnv): Promise<Ended> =>
  run([path.join(checkout, 'scripts', 'run.mjs'), ...args], env)
