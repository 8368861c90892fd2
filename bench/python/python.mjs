// The Python of a peer: pinned packages in a virtual environment of the cache folder, made once for all checkouts.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { cacheFolder } from '../../scripts/setup/places.mjs'

const run = promisify(execFile)
const windows = process.platform === 'win32'

/**
 * `{ python }`, or `{ missing }` with the reason. `name`: of the requirements file in this folder. PyTorch's package brings CUDA's
 * libraries on Linux (5 GB): it does not load without them, though nothing here uses them.
 */
export async function providePython(name) {
  const requirements = new URL(`requirements-${name}.txt`, import.meta.url)
  const sum = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const folder = path.join(cacheFolder(), `bench-${name}-${sum}`)
  const python = path.join(folder, ...(windows ? ['Scripts', 'python.exe'] : ['bin', 'python3']))
  const marker = path.join(folder, 'bench-complete')
  if (existsSync(marker)) return { python }
  console.log(`installing ${name} into ${folder}`)
  mkdirSync(path.dirname(folder), { recursive: true })
  rmSync(folder, { recursive: true, force: true })
  const missing =
    (await failure('there is no Python 3 with venv', windows ? 'python' : 'python3', ['-m', 'venv', folder])) ??
    (await failure('pip could not install it', python, [
      '-m',
      'pip',
      'install',
      '-q',
      '-r',
      fileURLToPath(requirements),
    ]))
  if (missing) return { missing }
  // The last thing that is made: a folder without it is made anew.
  writeFileSync(marker, '')
  return { python }
}

async function failure(what, program, args) {
  const env = { ...process.env, PIP_DISABLE_PIP_VERSION_CHECK: '1' }
  try {
    await run(program, args, { env, maxBuffer: 2 ** 24 })
    return null
  } catch (error) {
    return `${what}: ${String(error.message).trim().split('\n').at(-1).slice(0, 300)}`
  }
}
