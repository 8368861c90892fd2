// The one window: made where it was last, shown when its first picture is ready, told about ports and menu commands.
import { BrowserWindow, nativeTheme, screen, type MessagePortMain } from 'electron'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { MenuCommand } from '../../shared/contract/desktop'
import { places } from './places'
import { origin } from './scheme'

const stateSchema = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(480),
  height: z.number().int().min(320),
  maximized: z.boolean(),
})
type WindowState = z.infer<typeof stateSchema>

const firstState: WindowState = { width: 1280, height: 820, maximized: false }

const quickMs = 20_000
const mostReloads = 3

export class MainWindow {
  readonly browser: BrowserWindow
  private reloads: number[] = []

  constructor(onPage: () => void) {
    const state = readState()
    this.browser = new BrowserWindow({
      ...onScreen(state),
      minWidth: 720,
      minHeight: 480,
      title: 'Netloom',
      show: false,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
      webPreferences: {
        preload: places.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        spellcheck: false,
      },
    })
    if (state.maximized) this.browser.maximize()
    this.browser.once('ready-to-show', () => this.browser.show())
    this.browser.on('close', () => this.keepState())
    // Also after a reload, and after the page's process was lost.
    this.browser.webContents.on('did-finish-load', onPage)
    this.browser.webContents.on('render-process-gone', (_event, gone) => {
      if (gone.reason !== 'clean-exit' && this.mayReload(Date.now())) this.browser.webContents.reload()
    })
    void this.browser.loadURL(`${origin}/`)
  }

  show(): void {
    if (this.browser.isMinimized()) this.browser.restore()
    this.browser.focus()
  }

  sendPort(port: MessagePortMain): void {
    this.browser.webContents.postMessage('port', null, [port])
  }

  sendMenu(command: MenuCommand): void {
    this.browser.webContents.send('menu', command)
  }

  /** Not for ever: a page that dies at once would only die again. */
  private mayReload(now: number): boolean {
    this.reloads = [...this.reloads.filter((at) => now - at < quickMs), now]
    return this.reloads.length <= mostReloads
  }

  private keepState(): void {
    const { x, y, width, height } = this.browser.getNormalBounds()
    const state: WindowState = { x, y, width, height, maximized: this.browser.isMaximized() }
    try {
      writeFileSync(stateFile(), JSON.stringify(state))
    } catch (error) {
      // A full disk must not keep the window from closing.
      console.error('window.json is not written:', error)
    }
  }
}

function stateFile(): string {
  return join(places.config(), 'window.json')
}

/** The last state; the first one when there is none, or when the file says nothing sensible. */
function readState(): WindowState {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(stateFile(), 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') console.error('window.json is not used:', error)
    return firstState
  }
}

/** Where the window was, unless that screen is gone. */
function onScreen(state: WindowState): { x?: number; y?: number; width: number; height: number } {
  const { x, y, width, height } = state
  if (x === undefined || y === undefined) return { width, height }
  const area = screen.getDisplayMatching({ x, y, width, height }).workArea
  const visible = x < area.x + area.width && x + width > area.x && y < area.y + area.height && y >= area.y - 10
  return visible ? { x, y, width, height } : { width, height }
}
