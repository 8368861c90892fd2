// A real Electron window on a folder of settings and a workspace of its own, driven as a person would.
import { _electron, type ElectronApplication, type Locator, type Page } from 'playwright-core'
import { createRequire } from 'node:module'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'vitest'
import type { Bridge } from '../../shared/contract/desktop'
import { fromWire, type WireError } from '../../shared/contract/errors'
import type { RequestInput, RequestName, RequestOutput } from '../../shared/contract/requests'
import type { Run, RunStatus } from '../../shared/records'
import { root } from './testHost'

export interface Envelope {
  ok: boolean
  value?: unknown
  error?: WireError
}

export interface Desktop {
  app: ElectronApplication
  page: Page
  folder: string
  workspace: string
  /** Everything that the page and the processes complained about. */
  complaints: string[]
  close: () => Promise<void>
}

/** The Electron binary: the provisioned one, which set-up names in the environment, or the package's own. */
function electronBinary(): string {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (folder !== undefined) return join(folder, 'electron')
  return createRequire(import.meta.url)('electron') as string
}

export interface DesktopOptions {
  folder?: string
  executable?: string
  /** What is started: the checkout, or nothing for a packaged program. */
  application?: string | null
  language?: 'en' | 'zh-CN'
}

export async function openDesktop(options: DesktopOptions = {}): Promise<Desktop> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'netloom-desktop-'))
  const workspace = join(folder, 'workspace')
  const application = options.application === undefined ? root : options.application
  const args = [
    // Chromium's sandbox refuses to work for root, and for root alone it is left off.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(application === null ? [] : [application]),
    `--user-data-dir=${join(folder, 'settings')}`,
    `--workspace=${workspace}`,
    `--lang=${options.language ?? 'en'}`,
  ]
  const env = {
    ...process.env,
    LANGUAGE: options.language === 'zh-CN' ? 'zh_CN' : 'en_US',
    TF_CPP_MIN_LOG_LEVEL: '3',
  } as Record<string, string>
  const app = await _electron.launch({
    executablePath: options.executable ?? electronBinary(),
    args,
    env,
    timeout: 60_000,
  })
  const complaints: string[] = []
  app.process().stderr?.on('data', (text: Buffer) => complaints.push(text.toString()))
  const page = await app.firstWindow()
  page.on('pageerror', (error) => complaints.push(`page: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
  })
  await page.waitForLoadState('domcontentloaded')
  const close = async (): Promise<void> => {
    await app.close()
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
  }
  return { app, page, folder, workspace, complaints, close }
}

/** The element with that `data-test`. */
export function part(desktop: Pick<Desktop, 'page'>, name: string): Locator {
  return desktop.page.locator(`[data-test="${name}"]`)
}

/** What the page's bridge answers to a request, envelope and all: for what a person does not click. */
export function bridge(desktop: Pick<Desktop, 'page'>, name: string, input: unknown): Promise<Envelope> {
  return desktop.page.evaluate(
    ([name, input]) =>
      (
        window as unknown as { netloom: { request: (name: string, input: unknown) => Promise<Envelope> } }
      ).netloom.request(name, input),
    [name, input] as const,
  )
}

/** The value of a request that must succeed. */
export async function asked<N extends RequestName>(
  desktop: Pick<Desktop, 'page'>,
  name: N,
  input: RequestInput<N>,
): Promise<RequestOutput<N>> {
  const reply = await bridge(desktop, name, input)
  if (!reply.ok && reply.error !== undefined) throw fromWire(reply.error)
  return reply.value as RequestOutput<N>
}

/** The next dialogue chooses this path: the only thing of ours that a test stands in for. */
export async function choose(desktop: Pick<Desktop, 'app'>, path: string): Promise<void> {
  await desktop.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
  }, path)
}

/** Process ids of the program's parts by their names. */
export async function processes(desktop: Pick<Desktop, 'app'>): Promise<{ name: string; pid: number }[]> {
  const metrics = await desktop.app.evaluate(({ app }) =>
    app.getAppMetrics().map(({ pid, name, type }) => ({ pid, name: name ?? type })),
  )
  return metrics
}

/** Asks again at each sign of life of the engine until `isEnough` says so of the answer. */
export async function until<N extends RequestName>(
  desktop: Desktop,
  request: { name: N; input: RequestInput<N>; isEnough: (value: RequestOutput<N>) => boolean },
): Promise<RequestOutput<N>> {
  const { name, input, isEnough } = request
  for (;;) {
    const next = nextSign(desktop).catch((error: unknown) => {
      // The last one asked for is still waited for by the page when the window closes.
      if (!desktop.page.isClosed()) throw error
    })
    const reply = await bridge(desktop, name, input)
    if (reply.ok && isEnough(reply.value as RequestOutput<N>)) return reply.value as RequestOutput<N>
    await next
  }
}

/** Resolves at the engine's next event, or when it was started again. */
function nextSign({ page }: Desktop): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const { netloom } = window as unknown as { netloom: Bridge }
        const stops = [netloom.onEvents(() => done()), netloom.onHostRestarted(() => done())]
        const done = (): void => {
          for (const stop of stops) stop()
          resolve()
        }
      }),
  )
}

/** Waits until a run is in one of these states, and gives it. */
export function runIn(desktop: Desktop, run: string, statuses: RunStatus[]): Promise<Run> {
  return until(desktop, { name: 'runs.get', input: { run }, isEnough: ({ status }) => statuses.includes(status) })
}

/** After a failed test: what the window showed, as a picture whose path is printed. */
export async function pictureOfFailure(desktop: Desktop, { task }: TestContext): Promise<void> {
  if (task.result?.state !== 'fail') return
  const path = join(tmpdir(), `netloom-failed-${task.name.replace(/\W+/g, '-').slice(0, 60)}.png`)
  await desktop.page.screenshot({ path, timeout: 5000 })
  console.error(`picture of the failure: ${path}`)
}

/** Ticks a box by its label, as a hand does, unless it is ticked already. */
export async function tick(box: Locator): Promise<void> {
  if (!(await box.getByRole('checkbox').isChecked())) await box.click()
}
