// Window process <-> engine host: opening, watching and ending workers, granting chosen paths, handing over the page's port.
import type { WorkerKind } from './worker'

export interface HostSettings {
  /** Folder of the program's own small files, such as the list of recent workspaces. */
  configFolder: string
  resourcesFolder: string
  /** The workspace that was asked for; it is opened at once, and nothing else if that fails. */
  workspaceFolder: string | null
  /** Opened at the first start ever: when nothing was asked for and nothing is known from before. */
  firstWorkspaceFolder: string | null
  version: string
  electron: string | null
}

export type ToHost =
  | { kind: 'start'; settings: HostSettings }
  /** With one port: the page's. */
  | { kind: 'page' }
  | { kind: 'grant'; path: string; access: 'read' | 'write' }
  /** With one port: the worker's. */
  | { kind: 'worker-opened'; worker: number; pid: number }
  | { kind: 'worker-exited'; worker: number; code: number | null; lastLines: string[] }
  | { kind: 'close' }

export type FromHost =
  | { kind: 'started' }
  | { kind: 'open-worker'; worker: number; workerKind: WorkerKind; environment: Record<string, string> }
  | { kind: 'kill-worker'; worker: number }
  /** The workspace that is open now, so that a restarted host opens it again. */
  | { kind: 'workspace'; folder: string | null }
  | { kind: 'closed' }

/** The part of a MessagePort that both Electron's and Node's have in common, as far as it is used here. */
export interface Port {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown; ports?: Port[] }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start?(): void
  close?(): void
}
