// A Bridge that lives in memory: requests are parsed by the contract's own schemas, as at the engine's door, then answered.
import { AppError, toWire } from '../../shared/contract/errors'
import { requests } from '../../shared/contract/requests'
import { desktopRequests } from '../../shared/contract/desktop'
import type { Bridge, DesktopInput, DesktopOutput, DesktopRequestName } from '../../shared/contract/desktop'
import type { AppEvent, EventBatch } from '../../shared/contract/events'
import type { ParsedInput, RequestName, RequestOutput } from '../../shared/contract/requests'

type Answer<I, O> = (input: I) => O | Promise<O>
export type Answers = { [N in RequestName]?: Answer<ParsedInput<N>, RequestOutput<N>> } & {
  [N in DesktopRequestName]?: Answer<DesktopInput<N>, DesktopOutput<N>>
}

export interface MemoryBridge extends Bridge {
  /** Every request so far, in order. */
  asked: { name: string; input: unknown }[]
  answers: Answers
  /** Sends events as the next batch. */
  send(...events: AppEvent[]): void
  /** A batch that gets lost on the way: its number is used up. */
  lose(): void
  restartHost(): void
}

export function memoryBridge(answers: Answers): MemoryBridge {
  const batchListeners = new Set<(batch: EventBatch) => void>()
  const restartListeners = new Set<() => void>()
  let sequence = 0
  const bridge: MemoryBridge = {
    asked: [],
    answers,
    async request(name, input) {
      bridge.asked.push({ name, input })
      try {
        return { ok: true, value: structuredClone(await answer(bridge.answers, name, structuredClone(input))) }
      } catch (error) {
        return { ok: false, error: structuredClone(toWire(error)) }
      }
    },
    onEvents: (listener) => subscribe(batchListeners, listener),
    onHostRestarted: (listener) => subscribe(restartListeners, listener),
    onMenu: () => () => undefined,
    pathOf: async (file) => `/dropped/${file.name}`,
    send(...events) {
      sequence += 1
      batchListeners.forEach((listener) => listener({ sequence, events: structuredClone(events) }))
    },
    lose() {
      sequence += 1
    },
    restartHost() {
      sequence = 0
      restartListeners.forEach((listener) => listener())
    },
  }
  return bridge
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The table is looked up by a name that is only known at run time, so its entries' types are given up here alone. */
function answer(answers: Answers, name: string, input: unknown): unknown {
  const schemas = { ...requests, ...desktopRequests } as Record<string, { input: { parse(value: unknown): unknown } }>
  const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined
  const handle = (answers as Record<string, ((value: unknown) => unknown) | undefined>)[name]
  if (schema === undefined || handle === undefined) throw missing(name)
  return handle(schema.input.parse(input))
}

function missing(name: string): AppError {
  const text = { en: `Nothing answers "${name}".`, zh: `没有对“${name}”的回答。` }
  return new AppError({ code: 'door/unknown-request', message: text, hint: text })
}
