// Step: the program in out/, built again when a source, a configuration or a package has changed.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { runChild } from './children.mjs'
import { checkoutLock, withLock } from './lock.mjs'
import { inPackage, projectRoot } from './places.mjs'
import { during, sayRoutine } from './progress.mjs'
import { SetupError } from './setupError.mjs'

const TREES = ['main', 'renderer', 'shared', 'resources']
const FILES = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'electron.vite.config.ts',
  'scripts/electron.vite.config.ts',
]
const outFolder = path.join(projectRoot, 'out')
const stampFile = path.join(outFolder, '.stamp')

function filesBelow(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(path.join(folder, entry.name)) : [path.join(folder, entry.name)],
    )
}

/** One hash over the content of all that the build reads: a fresh clone and a touched file make no difference. */
function sourceHash() {
  const hash = createHash('sha256')
  const single = FILES.map((file) => path.join(projectRoot, file)).filter((file) => existsSync(file))
  for (const file of [...TREES.flatMap((tree) => filesBelow(path.join(projectRoot, tree))), ...single]) {
    hash.update(path.relative(projectRoot, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

export const buildIsFresh = () =>
  existsSync(path.join(outFolder, 'main')) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceHash()

/** Builds when need be; `force` builds in any case. */
export async function provideBuild({ force = false } = {}) {
  if (!force && buildIsFresh()) return sayRoutine('Build: up to date')
  await withLock(checkoutLock('build'), 'Build', async () => {
    if (!force && buildIsFresh()) return
    // Taken before: a file that changes while the build reads it must count as changed.
    const hash = sourceHash()
    rmSync(stampFile, { force: true })
    await during('Build', build)
    mkdirSync(outFolder, { recursive: true })
    writeFileSync(stampFile, hash)
  })
}

async function build() {
  const config = FILES.filter((file) => file.endsWith('electron.vite.config.ts')).find((file) =>
    existsSync(path.join(projectRoot, file)),
  )
  if (!config)
    throw new SetupError(
      'electron.vite.config.ts is missing, so nothing can be built.',
      'get the file back: git checkout -- electron.vite.config.ts',
    )
  const program = inPackage('electron-vite', 'bin', 'electron-vite.js')
  // The lowest Electron that the program has to run on decides what syntax the build may leave in.
  const env = { ...process.env, ELECTRON_MAJOR_VER: process.env.ELECTRON_MAJOR_VER ?? '33', NODE_ENV: 'production' }
  try {
    await runChild(process.execPath, [program, 'build', '--config', config], { cwd: projectRoot, env })
  } catch (error) {
    throw new SetupError(
      `the build failed.\n${error.message}`,
      'mend what it names; "npm run build" builds again.',
      error,
    )
  }
}
