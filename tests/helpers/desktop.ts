// A real Electron window on a folder of settings and a workspace of its own, driven as a person would.
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { createRequire } from 'node:module'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './testHost'

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
