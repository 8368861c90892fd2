// What a page taken over by an attacker could try, tried from inside the real page; and what another window is told.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bridge, openDesktop, type Desktop } from '../helpers/desktop'

let desktop: Desktop
beforeAll(async () => {
  desktop = await openDesktop()
})
afterAll(() => desktop.close())

describe('the page', () => {
  it('is sandboxed and isolated: no Node, one object of ours', async () => {
    const found = await desktop.page.evaluate(() => ({
      node: [typeof require, typeof process, typeof module, typeof (globalThis as { Buffer?: unknown }).Buffer],
      bridge: Object.keys((window as unknown as { netloom: object }).netloom).sort(),
      electron: 'electron' in window,
      address: location.href,
    }))
    expect(found).toEqual({
      node: ['undefined', 'undefined', 'undefined', 'undefined'],
      bridge: ['onEvents', 'onHostRestarted', 'onMenu', 'pathOf', 'request'],
      electron: false,
      address: 'app://netloom/',
    })
    const preferences = await desktop.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences: () => Record<string, unknown>
      }
      const { sandbox, contextIsolation, nodeIntegration, webSecurity } = contents.getLastWebPreferences()
      return { sandbox, contextIsolation, nodeIntegration, webSecurity }
    })
    expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true })
  })

  it('runs no code but the shipped one', async () => {
    const ran = await desktop.page.evaluate(async () => {
      const results: Record<string, boolean> = {}
      const script = document.createElement('script')
      script.textContent = 'window.injected = true'
      document.head.append(script)
      results.inline = 'injected' in window
      const image = document.createElement('img')
      image.setAttribute('onerror', 'window.handler = true')
      image.src = 'data:broken'
      document.body.append(image)
      await new Promise((resolve) => image.addEventListener('error', resolve))
      results.handler = 'handler' in window
      for (const source of ['https://example.org/x.js', 'data:text/javascript,window.remote=true']) {
        const remote = document.createElement('script')
        remote.src = source
        const ended = new Promise((resolve) => (remote.onload = remote.onerror = resolve))
        document.head.append(remote)
        await ended
      }
      results.remote = 'remote' in window
      return results
    })
    expect(ran).toEqual({ inline: false, handler: false, remote: false })
    const evaluated = desktop.page.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'javascript:window.fromLink=true'
      document.body.append(link)
      link.click()
      return 'fromLink' in window
    })
    expect(await evaluated).toBe(false)
  })

  it('reaches no network, no file and no window of another kind', async () => {
    const tried = await desktop.page.evaluate(async () => {
      const fails = (address: string): Promise<boolean> =>
        fetch(address).then(
          () => false,
          () => true,
        )
      return {
        https: await fails('https://example.org/'),
        http: await fails('http://127.0.0.1:1/'),
        file: await fails('file:///etc/passwd'),
        socket: await new Promise((resolve) => {
          try {
            const socket = new WebSocket('wss://example.org/')
            socket.onerror = () => resolve(true)
            socket.onopen = () => resolve(false)
          } catch {
            resolve(true)
          }
        }),
        window: window.open('app://netloom/') === null,
        remoteWindow: window.open('https://example.org/') === null,
      }
    })
    expect(tried).toEqual({ https: true, http: true, file: true, socket: true, window: true, remoteWindow: true })
    expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  it('cannot be navigated away', async () => {
    await desktop.page.evaluate(() => {
      location.href = 'https://example.org/'
      const frame = document.createElement('iframe')
      frame.src = 'https://example.org/'
      document.body.append(frame)
    })
    expect(await desktop.page.evaluate(() => location.href)).toBe('app://netloom/')
  })

  it('gets no permission', async () => {
    const denied = await desktop.page.evaluate(async () => ({
      notifications: await Notification.requestPermission(),
      place: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          () => resolve('denied'),
        ),
      ),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'given',
        () => 'denied',
      ),
    }))
    expect(denied).toEqual({ notifications: 'denied', place: 'denied', camera: 'denied' })
  })

  it.each([
    'app://netloom/../../package.json',
    'app://netloom/%2e%2e/%2e%2e/package.json',
    'app://netloom/..%5c..%5cpackage.json',
    'app://other/index.html',
    'app://netloom/%',
  ])('is served nothing but itself: %s', async (address) => {
    const got = await desktop.page.evaluate(
      (address) =>
        fetch(address).then(
          (answer) => answer.status,
          () => 0,
        ),
      address,
    )
    expect([0, 404]).toContain(got)
  })
})

describe('the doors', () => {
  it.each([
    ['a name that no request has', 'runs.nothing', {}, 'request/unknown-name'],
    ['a prototype key', '__proto__', {}, 'request/unknown-name'],
    ['a wrong type', 'runs.get', { run: { $ne: null } }, 'request/bad-input'],
    ['a desktop name that no request has', 'desktop.constructor', {}, 'request/unknown-name'],
    ['a wrong type for the desktop', 'desktop.copy', { text: 5 }, 'request/bad-input'],
    ['a place that is not there', 'desktop.reveal', { path: '/no/such/place' }, 'path/not-found'],
    ['a place on another machine', 'desktop.reveal', { path: '\\\\server\\share' }, 'path/not-found'],
    ['a file that was not chosen', 'datasets.import', { path: '/etc/passwd' }, 'path/not-chosen'],
    ['a look at a file that was not chosen', 'datasets.inspect', { path: '/etc/passwd' }, 'path/not-chosen'],
    ['a workspace that was not chosen', 'workspace.open', { folder: '/etc' }, 'path/not-chosen'],
    ['a bundle that was not chosen', 'bundles.open', { file: '/etc/passwd' }, 'path/not-chosen'],
  ])('refuse %s', async (_what, name, input, code) => {
    expect(await bridge(desktop, name, input)).toMatchObject({ ok: false, error: { code } })
  })

  it('take no path from a file that a script made up', async () => {
    const path = await desktop.page.evaluate(() => {
      const { pathOf } = (window as unknown as { netloom: { pathOf: (file: File) => Promise<string> } }).netloom
      return pathOf(new File(['x'], '/etc/passwd'))
    })
    expect(path).toBe('')
  })

  it('give a path only for reading what was chosen for reading', async () => {
    const file = join(desktop.folder, 'chosen.csv')
    writeFileSync(file, 'a,b\n1,2\n3,4\n')
    await desktop.app.evaluate(({ dialog }, file) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] })
    }, file)
    expect(await bridge(desktop, 'desktop.chooseTables', {})).toEqual({ ok: true, value: [file] })
    expect(await bridge(desktop, 'datasets.inspect', { path: file })).toMatchObject({ ok: true })
    expect(await bridge(desktop, 'bundles.write', { runs: ['a'], file })).toMatchObject({
      ok: false,
      error: { code: 'path/not-chosen' },
    })
    expect(await bridge(desktop, 'datasets.inspect', { path: `${file}/../../secret` })).toMatchObject({
      ok: false,
      error: { code: 'path/not-chosen' },
    })
  })

  it('let an export be written where it was chosen to be, and not beside it', async () => {
    await desktop.app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] })
    }, desktop.folder)
    const chosen = join(desktop.folder, 'my model')
    expect(await bridge(desktop, 'desktop.chooseExportFolder', { name: 'my model' })).toEqual({
      ok: true,
      value: chosen,
    })
    const codeFor = async (file: string) => (await bridge(desktop, 'bundles.write', { runs: ['a'], file })).error?.code
    expect(await codeFor(join(chosen, 'a'))).toBe('run/not-found')
    expect(await codeFor(join(desktop.folder, 'a'))).toBe('path/not-chosen')
  })

  it('answer the own window only', async () => {
    const preload = join(process.cwd(), 'out/preload/preload.cjs')
    const said = await desktop.app.evaluate(async ({ BrowserWindow }, preload) => {
      const stranger = new BrowserWindow({
        show: false,
        title: 'stranger',
        webPreferences: { preload, sandbox: true, contextIsolation: true },
      })
      await stranger.loadURL('app://netloom/index.html')
      const ask = `netloom.request('workspace.current', {}).then(() => { window.reached = true }); netloom.request('desktop.surroundings', {})`
      return stranger.webContents.executeJavaScript(ask) as Promise<unknown>
    }, preload)
    expect(said).toBeNull()
    // The own window is answered after it: had the stranger been heard, it would have its answer by now.
    expect(await bridge(desktop, 'workspace.current', {})).toMatchObject({ ok: true })
    const reached = await desktop.app.evaluate(async ({ BrowserWindow }) => {
      const stranger = BrowserWindow.getAllWindows().find((window) => !window.isVisible())
      const reached = (await stranger?.webContents.executeJavaScript(`'reached' in window`)) as boolean
      stranger?.destroy()
      return reached
    })
    expect(reached).toBe(false)
  })
})
