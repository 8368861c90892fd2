// From the start of the process to a window that can be used, beside an empty Electron window in the same run, alternating.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from '../scripts/setup/places.mjs'
import { electronBinary, rootSwitches } from './measuring/electron.mjs'
import { load } from './measuring/facts.mjs'
import { median, round, summary, worst } from './measuring/numbers.mjs'
import { keep, printTable } from './measuring/report.mjs'

const REPETITIONS = 9
// The first starts fill caches (Chromium keeps a script's compiled code from its second run on) and are not the everyday ones.
const WARM_UPS = 3
const probe = path.join(projectRoot, 'bench/measuring/startProbe.mjs')
const loadBefore = load()
const folder = mkdtempSync(path.join(tmpdir(), 'netloom-bench-'))

const emptyMain = `import { app, BrowserWindow } from 'electron'
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 820, show: false, webPreferences: { sandbox: true } })
  window.once('ready-to-show', () => window.show())
  window.loadFile(new URL('index.html', import.meta.url).pathname)
})
app.on('window-all-closed', () => app.quit())
`

/** An app that is the one of `main` with the probe before it. */
function probed(name, main) {
  const app = path.join(folder, `${name}-app`)
  mkdirSync(app, { recursive: true })
  const { version, productName } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'))
  const description = { name, version, productName, type: 'module', main: 'main.mjs' }
  writeFileSync(path.join(app, 'package.json'), JSON.stringify(description))
  writeFileSync(path.join(app, 'main.mjs'), `import ${quoted(probe)}\nawait import(${quoted(main)})\n`)
  return app
}
const quoted = (file) => JSON.stringify(pathToFileURL(file).href)

/** The least that shows a page as ours is shown: sandboxed, and only once there is a picture. */
function emptyApp() {
  const main = path.join(folder, 'empty.mjs')
  writeFileSync(main, emptyMain)
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Empty</title><main>Empty</main>')
  return probed('empty', main)
}

/** Milliseconds from the spawn to each mark of one start, and the seconds of all its processes' work until then. */
async function startOnce({ name, app, ready }) {
  const marksFile = path.join(folder, 'marks.json')
  rmSync(marksFile, { force: true })
  const env = { ...process.env, NETLOOM_BENCH_MARKS: marksFile, NETLOOM_BENCH_READY: ready }
  const settings = [`--user-data-dir=${path.join(folder, name)}`, `--workspace=${path.join(folder, 'workspace')}`]
  const begun = performance.timeOrigin + performance.now()
  const args = [...rootSwitches, app, ...settings, '--lang=en']
  const child = spawn(electronBinary(), args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (text) => (said += text))
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${said}`)
  const { marks, cpuSeconds } = JSON.parse(readFileSync(marksFile, 'utf8'))
  return { ...Object.fromEntries(Object.entries(marks).map(([mark, at]) => [mark, at - begun])), cpuSeconds }
}

const programs = [
  {
    name: 'Netloom',
    app: probed('netloom', path.join(projectRoot, 'out/main/desktop.js')),
    ready: '[data-test="use-sample"]',
  },
  { name: 'empty window', app: emptyApp(), ready: 'main' },
]
const MARKS = ['loaded', 'appReady', 'windowMade', 'navigated', 'shown', 'painted', 'ready']
const times = new Map(programs.map(({ name }) => [name, []]))
try {
  for (let i = 0; i < WARM_UPS; i += 1) for (const program of programs) await startOnce(program)
  for (let i = 0; i < REPETITIONS; i += 1)
    for (const program of programs) times.get(program.name).push(await startOnce(program))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

const of = (name, mark) => times.get(name).map((marks) => marks[mark])
const more = Object.fromEntries(
  MARKS.map((mark) => [mark, times.get('Netloom').map((marks, i) => marks[mark] - times.get('empty window')[i][mark])]),
)
const names = [...times.keys()]
printTable(
  names.flatMap((name) =>
    MARKS.map((mark) => ({
      program: name,
      mark,
      'median ms': Math.round(median(of(name, mark))),
      'worst ms': Math.round(worst(of(name, mark))),
    })),
  ),
)
for (const name of names) console.log(`${name}: ${round(median(of(name, 'cpuSeconds')))} s of work on all cores`)
keep(
  'start',
  {
    measured: {
      milliseconds: Object.fromEntries(
        names.map((name) => [name, Object.fromEntries(MARKS.map((mark) => [mark, summary(of(name, mark))]))]),
      ),
      cpuSeconds: Object.fromEntries(names.map((name) => [name, summary(of(name, 'cpuSeconds'))])),
      moreThanEmptyMilliseconds: Object.fromEntries(MARKS.map((mark) => [mark, summary(more[mark])])),
    },
    targets: [
      { what: 'window shown, median', is: round(median(of('Netloom', 'shown'))), limit: 2000, unit: 'ms' },
      { what: 'ready to use, median', is: round(median(of('Netloom', 'ready'))), limit: 2000, unit: 'ms' },
      { what: 'more than an empty window, median', is: round(median(more.ready)), limit: 1500, unit: 'ms' },
    ],
  },
  { loadBefore },
)
