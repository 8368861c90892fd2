// What the window may not do: remote content, new windows, navigation, permissions, embedded pages.
import type { Session, WebContents } from 'electron'
import { origin } from './scheme'

export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !isOurs(details.url) }))
  session.on('will-download', (event) => event.preventDefault())
}

export function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/** Our own pages, and what a page makes itself: data and blob addresses. Developer tools need their own scheme. */
function isOurs(address: string): boolean {
  return address.startsWith(`${origin}/`) || /^(data|blob|devtools|chrome-extension):/.test(address)
}
