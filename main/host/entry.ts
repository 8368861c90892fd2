// The engine host's own process in the window program: joins the host to the page's port and to the window's process.
import { z } from 'zod'
import type { FromHost, HostSettings, Port, ToHost } from '../../shared/contract/control'
import type { HostMessage } from '../../shared/contract/door'
import { UtilityWorkers } from '../engine/runs'
import { replyTo } from './door'
import { ChosenPaths } from './grants'
import { Host } from './host'

z.config({ jitless: true })

const parentPort = (process as unknown as { parentPort: Port }).parentPort
const tell = (message: FromHost): void => parentPort.postMessage(message)
const workers = new UtilityWorkers(tell)
const grants = new ChosenPaths()
let host: Host | null = null
let page: Port | null = null

const toPage = (message: HostMessage): void => page?.postMessage(message)

parentPort.on('message', (event) => {
  const message = event.data as ToHost
  const ports = event.ports ?? []
  if (workers.hear(message, ports)) return
  if (message.kind === 'start') void start(message.settings)
  else if (message.kind === 'grant') grants.grant(message.path, message.access)
  else if (message.kind === 'page') listen(ports[0])
  else if (message.kind === 'close') close()
})

async function start(settings: HostSettings): Promise<void> {
  host = new Host({
    settings,
    openWorker: workers.openWorker,
    grants,
    clock: () => new Date(),
    resumesQueue: true,
    send: (batch) => toPage({ kind: 'events', batch }),
    onWorkspace: (folder) => tell({ kind: 'workspace', folder }),
  })
  await host.start()
  tell({ kind: 'started' })
}

/** The newest page only: after a reload the old one is gone. */
function listen(port: Port | undefined): void {
  if (port === undefined) return
  if (page !== null) host?.pageLeft()
  page?.close?.()
  page = port
  port.on('message', (event) => void answer(event.data))
  port.start?.()
}

async function answer(message: unknown): Promise<void> {
  if (host === null) return
  const reply = await replyTo(message, host.answer)
  if (reply !== null) toPage({ kind: 'reply', reply })
}

function close(): void {
  host?.dispose()
  tell({ kind: 'closed' })
}
