// The desk: one window, its menu, its dialogues and the processes behind it, from start to end.
import { app, dialog, ipcMain, nativeTheme, session, type IpcMainInvokeEvent } from 'electron'
import type { MenuCommand } from '../../shared/contract/desktop'
import type { Language } from '../../shared/fields/text'
import { answerDesktop } from './answers'
import { lockContents, lockSession } from './lockdown'
import { setMenu } from './menu'
import { askedWorkspace, places } from './places'
import { Processes } from './processes'
import { origin, serveScheme } from './scheme'
import { MainWindow } from './mainWindow'

export class Desk {
  private window: MainWindow | null = null
  private readonly processes: Processes
  private pageReady = false
  private hostReady = false
  private closed = false

  constructor() {
    this.processes = new Processes({
      settings: {
        configFolder: places.config(),
        resourcesFolder: places.resources(),
        workspaceFolder: askedWorkspace(),
        firstWorkspaceFolder: places.firstWorkspace(),
        version: app.getVersion(),
        electron: process.versions.electron ?? null,
      },
      onHost: () => {
        this.hostReady = true
        this.handOverPort()
      },
      onHostLost: () => {
        this.hostReady = false
      },
      onGivenUp: (lastLines) => this.giveUp(lastLines),
    })
  }

  run(): void {
    app.on('web-contents-created', (_event, contents) => lockContents(contents))
    app.on('second-instance', () => this.window?.show())
    app.on('window-all-closed', () => app.quit())
    app.on('before-quit', (event) => this.beforeQuit(event))
    ipcMain.handle('desktop', (event, name: unknown, input: unknown) =>
      this.isOurs(event) ? answerDesktop({ name, input }, this.dialogueHost()) : null,
    )
    ipcMain.handle('grant', (event, path: unknown) => {
      if (this.isOurs(event) && typeof path === 'string') this.processes.grant(path, 'read')
    })
    void app.whenReady().then(() => this.open())
  }

  private open(): void {
    serveScheme(session.defaultSession)
    lockSession(session.defaultSession)
    // The window first: its page loads while the engine starts.
    this.window = new MainWindow(() => {
      this.pageReady = true
      this.handOverPort()
    })
    this.processes.startHost()
    this.setLanguage(systemLanguage())
  }

  /** Once both ends are there; again after either was made anew. */
  private handOverPort(): void {
    if (this.pageReady && this.hostReady) this.window?.sendPort(this.processes.pagePort())
  }

  private dialogueHost() {
    return {
      window: () => this.window?.browser ?? null,
      grant: (path: string, access: 'read' | 'write') => this.processes.grant(path, access),
      setLanguage: (language: Language) => this.setLanguage(language),
      setTheme: (theme: 'system' | 'light' | 'dark') => {
        nativeTheme.themeSource = theme
      },
      language: systemLanguage(),
    }
  }

  private setLanguage(language: Language): void {
    setMenu(language, (command: MenuCommand) => this.window?.sendMenu(command))
  }

  /** Only the app's own window, and in it only our own page. */
  private isOurs(event: IpcMainInvokeEvent): boolean {
    const frame = event.senderFrame
    return frame !== null && frame === this.window?.browser.webContents.mainFrame && frame.url.startsWith(`${origin}/`)
  }

  private beforeQuit(event: { preventDefault: () => void }): void {
    if (this.closed) return
    event.preventDefault()
    this.closed = true
    void this.processes.close().finally(() => app.quit())
  }

  private giveUp(lastLines: string[]): void {
    const said = lastLines.slice(-10).join('\n')
    dialog.showErrorBox('Netloom', `The engine does not start. / 引擎无法启动。\n\n${said}`)
    app.exit(1)
  }
}

function systemLanguage(): Language {
  const [first] = app.getPreferredSystemLanguages()
  return (first ?? app.getLocale()).toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
