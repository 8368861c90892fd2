// Where XLA keeps what it compiled, so that the second time is cheap. It is native code: a folder of the user alone, outside of any
// workspace or bundle, and of this processor and TensorFlow alone.
import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { cpus, homedir, platform } from 'node:os'
import { join } from 'node:path'

export interface CompileCache {
  folder: string
  /** Removes everything: a damaged entry makes whatever reads it fail. */
  forget(): void
}

/** Older entries go when all together take more. */
const largestBytes = 512 * 1024 * 1024

/** Makes the folder ready for TensorFlow of that version (with what else decides the code that XLA makes); null where a folder that nobody else can write to cannot be had. */
export function openCompileCache(version: string, parent = userCache()): CompileCache | null {
  const folder = join(parent, 'netloom', 'compiled', nameFor(version))
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (!isOurs(folder)) return null
    chmodSync(folder, 0o700)
    prune(folder)
  } catch {
    // A cache that cannot be had only costs time.
    return null
  }
  return { folder, forget: () => removeAll(folder) }
}

/** Has XLA use it; must be called before the first graph is: XLA reads its flags once. */
export function useCompileCache({ folder }: CompileCache): void {
  const flag = `--tf_xla_persistent_cache_directory=${folder}`
  const others = process.env.TF_XLA_FLAGS
  process.env.TF_XLA_FLAGS = others === undefined ? flag : `${others} ${flag}`
}

function nameFor(version: string): string {
  const processor = cpus()[0]?.model ?? ''
  return createHash('sha256').update(`${version} ${processor} ${process.arch}`).digest('hex').slice(0, 16)
}

function userCache(): string {
  const home = homedir()
  if (platform() === 'win32') return process.env.LOCALAPPDATA ?? join(home, 'AppData', 'Local')
  if (platform() === 'darwin') return join(home, 'Library', 'Caches')
  return process.env.XDG_CACHE_HOME ?? join(home, '.cache')
}

/** A folder, no link, and on systems that know users, ours. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder)
  return found.isDirectory() && (process.getuid === undefined || found.uid === process.getuid())
}

function prune(folder: string): void {
  const files = readdirSync(folder).map((name) => ({ path: join(folder, name), ...sizeAndAge(join(folder, name)) }))
  let total = files.reduce((sum, { size }) => sum + size, 0)
  for (const { path, size } of files.sort((a, b) => a.age - b.age)) {
    if (total <= largestBytes) return
    rmSync(path, { force: true })
    total -= size
  }
}

/** Another process may have pruned it meanwhile. */
function sizeAndAge(path: string): { size: number; age: number } {
  const found = statSync(path, { throwIfNoEntry: false })
  return { size: found?.size ?? 0, age: found?.mtimeMs ?? 0 }
}

function removeAll(folder: string): void {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true })
}
