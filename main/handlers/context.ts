// What every handler is handed: the open workspace, the workers behind it, the steps under way, and the paths a person chose.
import type { EventName, Events } from '../../shared/contract/events'
import type { HostSettings } from '../../shared/contract/control'
import type { ParsedInput, RequestName, RequestOutput } from '../../shared/contract/requests'
import type { OpenWorker, Player, ResidentWorker, Supervisor } from '../engine/runs'
import type { Workspace } from '../engine/workspace'

/** What an open workspace brings with it. */
export interface OpenRoom {
  workspace: Workspace
  supervisor: Supervisor
}

export interface Step {
  signal: AbortSignal
  onProgress: (stage: string, done: number, total: number | null) => void
}

export interface Context {
  settings: HostSettings
  /** Throws `workspace/none-open`, or what kept the wanted one from being opened. */
  room: () => OpenRoom
  currentRoom: () => OpenRoom | null
  openRoom: (folder: string) => Promise<OpenRoom>
  tables: ResidentWorker
  player: Player
  openWorker: OpenWorker
  emit: <N extends EventName>(name: N, payload: Events[N]) => void
  /** Runs a long step under its asker's name for it. */
  step: <T>(task: string | undefined, work: (step: Step) => Promise<T>) => Promise<T>
  cancelStep: (task: string) => boolean
  /** The path made absolute. Throws `path/not-chosen`. */
  allowed: (path: string, access: 'read' | 'write') => string
  clock: () => Date
  newId: () => string
}

export type Handler<N extends RequestName> = (
  input: ParsedInput<N>,
  context: Context,
) => RequestOutput<N> | Promise<RequestOutput<N>>

/** The handlers of one noun. */
export type HandlersOf<Noun extends string> = { [N in Extract<RequestName, `${Noun}.${string}`>]: Handler<N> }
