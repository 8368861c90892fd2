// The peers' Python: scikit-learn or Keras, pinned, in a virtual environment of the cache folder, made once for all checkouts.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../helpers/testHost'

const run = promisify(execFile)
export const script = join(root, 'tests/peers/sklearnPeer.py')

function cacheFolder({ NETLOOM_CACHE, XDG_CACHE_HOME } = process.env): string {
  return NETLOOM_CACHE ? resolve(NETLOOM_CACHE) : join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'netloom')
}

const inside = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python3']

/** The path of a Python that has what the file beside this one asks for, or the reason why there is none. */
export async function providePython(file = 'requirements.txt'): Promise<{ python: string } | { missing: string }> {
  const requirements = join(root, 'tests/peers', file)
  const sum = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const folder = join(cacheFolder(), `peers-${sum}`)
  const python = join(folder, ...inside)
  const marker = join(folder, 'peers-complete')
  if (existsSync(marker)) return { python }
  const steps: [string, string, string[]][] = [
    ['there is no Python 3 with venv', process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', folder]],
    ['pip could not install the peers', python, ['-m', 'pip', 'install', '--quiet', '-r', requirements]],
  ]
  mkdirSync(dirname(folder), { recursive: true })
  rmSync(folder, { recursive: true, force: true })
  for (const [missing, program, args] of steps) {
    const failure = await run(program, args, { env: { ...process.env, PIP_DISABLE_PIP_VERSION_CHECK: '1' } }).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
    if (failure !== null) return { missing: `${missing}: ${failure.slice(0, 500)}` }
  }
  // The last thing that is made: a folder without it is made anew.
  writeFileSync(marker, '')
  return { python }
}

export interface PeerScores {
  accuracy: number
  logLoss: number
  auc?: number
}

export interface PeerResult {
  versions: Record<string, string>
  rows: { train: number; test: number }
  logisticRegression: PeerScores
  mlp: PeerScores[]
}

export async function askPeer(python: string, jobFile: string): Promise<PeerResult> {
  const { stdout } = await run(python, [script, jobFile], { maxBuffer: 2 ** 20 })
  return JSON.parse(stdout) as PeerResult
}
