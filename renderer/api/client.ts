// The typed client made from the contract, on any Bridge: the preload's object in the window, an in-memory one in tests.
import type { AppEvent } from '../../shared/contract/events'
import type { Ask } from '../../shared/contract/requests'
import type {
  Bridge,
  DesktopInput,
  DesktopOutput,
  DesktopRequestName,
  MenuCommand,
} from '../../shared/contract/desktop'
import { fromWire } from '../../shared/contract/errors'
import { createEventStream } from './eventStream'

export type AskDesktop = <N extends DesktopRequestName>(name: N, input: DesktopInput<N>) => Promise<DesktopOutput<N>>

export interface Client {
  ask: Ask
  desktop: AskDesktop
  onEvent(listener: (event: AppEvent) => void): () => void
  /** Events were missed or the engine started again: everything that was read may be old. */
  onStale(listener: () => void): () => void
  onMenu(listener: (command: MenuCommand) => void): () => void
  pathOf(file: File): Promise<string>
  dispose(): void
}

/** Subscribes to the bridge at once; `dispose` undoes it. Throws the host's AppErrors. */
export function createClient(bridge: Bridge): Client {
  const events = createListeners<AppEvent>()
  const stale = createListeners<void>()
  const stream = createEventStream({ onEvent: events.emit, onGap: () => stale.emit() })
  const undo = [
    bridge.onEvents((batch) => stream.accept(batch)),
    bridge.onHostRestarted(() => {
      stream.restart()
      stale.emit()
    }),
  ]
  const request = async (name: string, input: unknown) => {
    const reply = await bridge.request(name, plain(input))
    if (!reply.ok) throw fromWire(reply.error)
    return reply.value
  }
  return {
    ask: request as Ask,
    desktop: request as AskDesktop,
    onEvent: events.add,
    onStale: stale.add,
    onMenu: (listener) => bridge.onMenu(listener),
    pathOf: (file) => bridge.pathOf(file),
    dispose: () => undo.forEach((stop) => stop()),
  }
}

/** Inputs are JSON data; what a form holds is wrapped by Vue, and a wrapped list cannot be sent to another process. */
function plain(input: unknown): unknown {
  return JSON.parse(JSON.stringify(input)) as unknown
}

function createListeners<T>() {
  const listeners = new Set<(value: T) => void>()
  return {
    emit: (value: T) => listeners.forEach((listener) => listener(value)),
    add(listener: (value: T) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
