// The only bridge between the page and the rest: one request function, one event stream. It knows no names.
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge, MenuCommand } from '../../shared/contract/desktop'
import type { HostMessage, ReplyMessage } from '../../shared/contract/door'
import type { WireError } from '../../shared/contract/errors'
import type { EventBatch } from '../../shared/contract/events'

type Envelope = Awaited<ReturnType<Bridge['request']>>

const waiting = new Map<number, (reply: Envelope) => void>()
const listeners = {
  events: new Set<(batch: EventBatch) => void>(),
  menu: new Set<(command: MenuCommand) => void>(),
  restarted: new Set<() => void>(),
}
let port: MessagePort | null = null
let next = 1
/** Requests made before the host's port came. */
const early: (() => void)[] = []

ipcRenderer.on('port', (event) => {
  const isFirst = port === null
  port?.close()
  port = event.ports[0] ?? null
  if (port === null) return
  // Nobody will answer what the lost host was asked.
  for (const [id, resolve] of waiting) resolve(lost(id))
  waiting.clear()
  port.onmessage = (message: MessageEvent<HostMessage>) => hear(message.data)
  port.start()
  for (const send of early.splice(0)) send()
  if (!isFirst) for (const listener of listeners.restarted) listener()
})
ipcRenderer.on('menu', (_event, command: MenuCommand) => {
  for (const listener of listeners.menu) listener(command)
})

function hear(message: HostMessage): void {
  if (message.kind === 'events') {
    for (const listener of listeners.events) listener(message.batch)
    return
  }
  const resolve = waiting.get(message.reply.id)
  waiting.delete(message.reply.id)
  resolve?.(envelope(message.reply))
}

function envelope(reply: ReplyMessage): Envelope {
  return reply.ok ? { ok: true, value: reply.value } : { ok: false, error: reply.error }
}

function askHost(name: string, input: unknown): Promise<Envelope> {
  return new Promise((resolve) => {
    const id = next++
    const send = (): void => {
      waiting.set(id, resolve)
      port?.postMessage({ id, name, input })
    }
    if (port === null) early.push(send)
    else send()
  })
}

function lost(id: number): Envelope {
  const error: WireError = {
    code: 'host/lost',
    message: { en: 'The engine was lost while it worked on this.', zh: '引擎在处理该请求时中断。' },
    hint: {
      en: 'It was started again and nothing stored was lost. Try once more.',
      zh: '引擎已重新启动，已保存的内容没有丢失，请重试。',
    },
    details: { request: id },
    bug: false,
  }
  return { ok: false, error }
}

function subscribe<T>(set: Set<T>, listener: T): () => void {
  set.add(listener)
  return () => set.delete(listener)
}

const bridge: Bridge = {
  request: (name, input) =>
    name.startsWith('desktop.')
      ? (ipcRenderer.invoke('desktop', name, input) as Promise<Envelope>)
      : askHost(name, input),
  onEvents: (listener) => subscribe(listeners.events, listener),
  onMenu: (listener) => subscribe(listeners.menu, listener),
  onHostRestarted: (listener) => subscribe(listeners.restarted, listener),
  pathOf: async (file) => {
    // Empty for a File that a script made up: only a person's drop or choice has a path.
    const path = webUtils.getPathForFile(file)
    if (path !== '') await ipcRenderer.invoke('grant', path)
    return path
  },
}
contextBridge.exposeInMainWorld('netloom', bridge)
