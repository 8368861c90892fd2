// The packaged program: made anew, looked into, then started as a user would and a network trained in it.
import { spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type { Bridge } from '../../shared/contract/desktop'
import type { RequestInput, RequestName, RequestOutput } from '../../shared/contract/requests'
import { openDesktop, type Desktop } from '../helpers/desktop'
import { root } from '../helpers/testHost'

const output = mkdtempSync(join(tmpdir(), 'netloom-package-'))
const program = join(output, 'linux-unpacked')
const resources = join(program, 'resources')
const isNative = (path: string): boolean => /\.(node|so|dylib|dll)(\.\d+)*$/.test(path)

beforeAll(() => makePackage(), 300_000)
afterAll(() => rmSync(output, { recursive: true, force: true }))

describe.runIf(process.platform === 'linux')('what is in the package', () => {
  it('has nothing in its archive but the program, and every native outside of it', () => {
    const entries = archived(join(resources, 'app.asar'))
    const tops = new Set(entries.map(({ path }) => path.split('/')[0]))
    expect([...tops].sort()).toEqual(['node_modules', 'out', 'package.json'])
    const natives = entries.filter(({ path }) => isNative(path))
    expect(natives.filter(({ unpacked }) => !unpacked)).toEqual([])
    for (const library of ['libtensorflow_cc', 'tfjs_binding', 'libduckdb', 'sqlite.glibc']) {
      const found = natives.find(({ path }) => path.includes(library))?.path ?? `no ${library}`
      expect(existsSync(join(resources, 'app.asar.unpacked', found)), found).toBe(true)
    }
  })

  it('leaves out what only development needs, headers, and the natives of other systems', () => {
    const paths = archived(join(resources, 'app.asar')).map(({ path }) => path)
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>
    }
    const folders = Object.keys(devDependencies).map((name) => `node_modules/${name}/`)
    expect(paths.filter((path) => folders.some((folder) => path.startsWith(folder)))).toEqual([])
    expect(paths.filter((path) => path.includes('deps/include') || /\.(h|map|d\.ts)$/.test(path))).toEqual([])
    expect(paths.filter((path) => /darwin|win32|arm64/.test(path) && isNative(path))).toEqual([])
    // Electron's own app for a start without any: a package has no use for it.
    expect(existsSync(join(resources, 'default_app.asar'))).toBe(false)
    expect(existsSync(join(resources, 'LICENSE'))).toBe(true)
  })
})

it.runIf(process.platform === 'linux')('is not made for another system, whose natives are not here', () => {
  const args = ['scripts/run.mjs', 'package', '--win']
  const refused = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  expect(refused.status).toBe(1)
  expect(refused.stderr).toContain('a package for Windows cannot be made on this machine')
})

describe.runIf(process.platform === 'linux')('the packaged program', () => {
  let desktop: Desktop
  beforeAll(async () => {
    desktop = await openDesktop({ executable: join(program, 'netloom'), application: null })
  })
  afterAll(() => desktop.close())

  it('knows that it is packaged, and its name and place', async () => {
    const facts = await desktop.app.evaluate(({ app }) => ({
      packaged: app.isPackaged,
      name: app.getName(),
      path: app.getAppPath(),
    }))
    expect(facts).toEqual({ packaged: true, name: 'Netloom', path: join(resources, 'app.asar') })
  })

  it('finds TensorFlow and DuckDB', async () => {
    const facts = await ask(desktop.page, 'app.facts', {})
    expect(facts.tensorflow).toMatch(/^\d+\.\d+/)
    expect(facts.duckdb).toMatch(/^v?\d+\.\d+/)
  })

  it('imports a shipped sample and trains a network on it to the end', async () => {
    const { page } = desktop
    const dataset = await ask(page, 'datasets.importSample', { sample: 'penguins' })
    expect(dataset.account.rows).toBe(344)
    const settings = { hidden: [8] }
    const architecture = await ask(page, 'architectures.save', { name: 'Small', template: 'mlp', settings })
    const [run] = await ask(page, 'runs.launch', {
      dataset: dataset.id,
      architectures: [architecture.id],
      training: { epochs: 30, learningRate: 0.01, batchSize: 16 },
      seeds: [1],
    })
    await over(page, run?.id ?? '')
    const ended = await ask(page, 'runs.get', { run: run?.id ?? '' })
    expect(ended.reason).toBe(null)
    expect(ended.status).toBe('finished')
    // Three species, the largest 44 % of the birds: a classifier that learned nothing stays below .5.
    expect(ended.outcome?.scores.test.accuracy).toBeGreaterThan(0.8)
    expect(desktop.complaints.filter((line) => /^(page|console):/.test(line))).toEqual([])
  })
})

async function makePackage(): Promise<void> {
  const args = ['scripts/run.mjs', 'package', '--linux', 'dir', `-c.directories.output=${output}`]
  // Into a file: what is written to a pipe shortly before an exit is lost.
  const log = join(output, 'package.log')
  const handle = openSync(log, 'w')
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', handle, handle] })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  closeSync(handle)
  if (code !== 0) throw new Error(`packaging ended with ${code}:\n${readFileSync(log, 'utf8')}`)
}

interface Entry {
  files?: Record<string, Entry>
  unpacked?: boolean
}
interface Archived {
  path: string
  unpacked: boolean
}

/** The files that an asar archive lists: its JSON index lies behind four little-endian sizes. */
function archived(file: string): Archived[] {
  const handle = openSync(file, 'r')
  const head = Buffer.alloc(16)
  readSync(handle, head, 0, 16, 0)
  const index = Buffer.alloc(head.readUInt32LE(12))
  readSync(handle, index, 0, index.length, 16)
  closeSync(handle)
  return below('', JSON.parse(index.toString('utf8')) as Entry)
}

function below(path: string, { files, unpacked = false }: Entry): Archived[] {
  if (files === undefined) return [{ path, unpacked }]
  return Object.entries(files).flatMap(([name, entry]) => below(path === '' ? name : `${path}/${name}`, entry))
}

interface NetloomPage {
  netloom: Bridge
}

/** A request as the page makes it. Throws what the engine answers in its place. */
async function ask<N extends RequestName>(page: Page, name: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
  const reply = await page.evaluate(
    ([name, input]) => (globalThis as unknown as NetloomPage).netloom.request(name, input),
    [name, input] as const,
  )
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code} ${reply.error.message.en}`)
  return reply.value as RequestOutput<N>
}

/** Resolves when nothing more will happen to the run by itself: looks at once, then at every event of it. */
function over(page: Page, run: string): Promise<void> {
  return page.evaluate(async (run) => {
    const { netloom } = globalThis as unknown as NetloomPage
    const ends = ['finished', 'failed', 'stopped', 'interrupted']
    await new Promise<void>((resolve) => {
      const look = (status: string): void => {
        if (!ends.includes(status)) return
        unsubscribe()
        resolve()
      }
      const unsubscribe = netloom.onEvents(({ events }) => {
        for (const event of events)
          if (event.name === 'runs.changed' && event.payload.id === run) look(event.payload.status)
      })
      void netloom.request('runs.get', { run }).then((reply) => {
        if (reply.ok) look((reply.value as { status: string }).status)
      })
    })
  }, run)
}
