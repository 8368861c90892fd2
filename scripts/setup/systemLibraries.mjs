// Step: the system's own libraries and programs that a window needs (Linux only): installed on Debian as root, named otherwise.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { ask, runChild } from './children.mjs'
import { cacheFolder } from './places.mjs'
import { withLock } from './lock.mjs'
import { during, say, sayRoutine } from './progress.mjs'
import { SetupError } from './setupError.mjs'

const onPath = (name) =>
  (process.env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, name)))
const font = (...files) => files.some((file) => existsSync(`/usr/share/fonts/${file}`))

/** What is needed for what, and the Debian package that has it. */
const NEEDS = [
  { need: 'window', library: 'libgtk-3.so.0', debian: 'libgtk-3-0' },
  { need: 'window', library: 'libnss3.so', debian: 'libnss3' },
  { need: 'window', library: 'libasound.so.2', debian: 'libasound2' },
  { need: 'window', library: 'libgbm.so.1', debian: 'libgbm1' },
  { need: 'window', library: 'libatk-bridge-2.0.so.0', debian: 'libatk-bridge2.0-0' },
  { need: 'window', library: 'libcups.so.2', debian: 'libcups2' },
  { need: 'window', library: 'libXss.so.1', debian: 'libxss1' },
  { need: 'virtualDisplay', program: 'Xvfb', debian: 'xvfb' },
  { need: 'virtualDisplay', program: 'xauth', debian: 'xauth' },
  { need: 'fonts', found: () => font('truetype/dejavu/DejaVuSans.ttf'), debian: 'fonts-dejavu-core' },
  {
    need: 'fonts',
    found: () =>
      font('truetype/wqy/wqy-microhei.ttc', 'opentype/noto/NotoSansCJK-Regular.ttc') ||
      Boolean(ask('fc-list', [':lang=zh'])),
    debian: 'fonts-wqy-microhei',
  },
]

function libraryNames() {
  const listed = ask('ldconfig', ['-p']) ?? ask('/sbin/ldconfig', ['-p'])
  // Without a list nothing can be said; Electron itself then tells what it misses.
  return listed === undefined ? undefined : new Set(listed.split('\n').map((line) => line.trim().split(' ')[0]))
}

/** The Debian packages whose content is missing for `needs` ("window", "virtualDisplay", "fonts"). */
export function missingPackages(needs) {
  if (process.platform !== 'linux') return []
  const libraries = libraryNames()
  const isThere = ({ library, program, found }) => {
    if (library) return libraries === undefined || libraries.has(library)
    return program ? onPath(program) : found()
  }
  return NEEDS.filter(({ need }) => needs.includes(need))
    .filter((item) => !isThere(item))
    .map(({ debian }) => debian)
}

const isDebian = () => existsSync('/etc/debian_version') && onPath('apt-get')
const aptLine = (packages) => `apt-get install --no-install-recommends ${packages.join(' ')}`

/** The line that a user runs to get the packages. */
export const debianLine = (packages) =>
  isDebian()
    ? `sudo ${aptLine(packages)}`
    : `install what your system calls these Debian packages: ${packages.join(' ')}`

/** Installs what is missing; where it must not, it throws (`must`) or says which line to run. */
export async function provideSystemLibraries(needs, { must = true } = {}) {
  if (missingPackages(needs).length === 0) return sayRoutine('System libraries: all there')
  if (isDebian() && process.getuid() === 0)
    return withLock(path.join(cacheFolder(), 'system-libraries.lock'), 'System libraries', () => install(needs))
  const packages = missingPackages(needs)
  const problem = new SetupError(
    `the system lacks ${packages.length} libraries or programs that the window needs.`,
    `${isDebian() ? 'run: ' : ''}${debianLine(packages)}; then run the command again.`,
  )
  if (must) throw problem
  say(String(problem))
}

async function install(needs) {
  const packages = missingPackages(needs)
  if (packages.length === 0) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    await during(`System libraries: ${packages.join(' ')}`, async () => {
      await runChild('apt-get', ['update', '-q'], { env })
      await runChild('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages.map(currentName)], {
        env,
      })
    })
  } catch (error) {
    throw new SetupError(
      `apt-get could not install ${packages.join(' ')}.\n${error.message}`,
      `run by hand: ${aptLine(packages)}`,
      error,
    )
  }
}

/** Newer Debians have renamed some libraries to end in t64. */
const currentName = (name) => (ask('apt-cache', ['show', '--no-all-versions', `${name}t64`]) ? `${name}t64` : name)
