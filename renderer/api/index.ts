// The page's one client: connected once at the start (in tests: once a test), then asked by the stores.
import type { Bridge } from '../../shared/contract/desktop'
import type { Ask } from '../../shared/contract/requests'
import { AppError } from '../../shared/contract/errors'
import { createClient } from './client'
import type { AskDesktop, Client } from './client'

let current: Client | null = null

/** Makes the client that `ask` and `desktop` use from now on, and lets go of the one before. */
export function connect(bridge: Bridge): Client {
  current?.dispose()
  current = createClient(bridge)
  return current
}

/** The connected client. Throws `app/not-connected` outside the program's own window. */
export function client(): Client {
  if (current === null) throw notConnected()
  return current
}

export const ask: Ask = (name, input) => client().ask(name, input)
export const desktop: AskDesktop = (name, input) => client().desktop(name, input)

function notConnected(): AppError {
  return new AppError({
    code: 'app/not-connected',
    message: {
      en: 'This page was opened outside the Netloom window, expected the window to connect it to the engine.',
      zh: '此页面在 Netloom 窗口之外打开，应由窗口将其连接到引擎。',
    },
    hint: { en: 'Start Netloom and use its own window.', zh: '请启动 Netloom 并使用其窗口。' },
  })
}
