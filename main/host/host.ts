// The engine host: owns the open workspace, the queue and the tables worker, and answers requests. It knows no shell and no transport.
import { randomUUID } from 'node:crypto'
import { parsedInput } from '../../shared/contract/asked'
import { AppError } from '../../shared/contract/errors'
import type { HostSettings } from '../../shared/contract/control'
import type { EventBatch } from '../../shared/contract/events'
import {
  requests,
  type Ask,
  type ParsedInput,
  type RequestInput,
  type RequestName,
  type RequestOutput,
} from '../../shared/contract/requests'
import { Player, ResidentWorker, Supervisor, type OpenWorker } from '../engine/runs'
import { openWorkspace, readRecent, rememberRecent } from '../engine/workspace'
import { handle, type Context, type OpenRoom } from '../handlers'
import { EventStream } from './eventStream'
import type { Grants } from './grants'
import { TaskBoard } from './taskBoard'

export interface HostInput {
  settings: HostSettings
  openWorker: OpenWorker
  grants: Grants
  clock: () => Date
  send: (batch: EventBatch) => void
  /** True where runs that were queued earlier are to go on by themselves: not in a command that only lists them. */
  resumesQueue: boolean
  /** The workspace that is open now. */
  onWorkspace?: (folder: string | null) => void
}

export class Host {
  private readonly events: EventStream
  private readonly steps: TaskBoard
  private readonly tables: ResidentWorker
  private readonly player: Player
  private readonly context: Context
  private opened: OpenRoom | null = null
  /** What kept the wanted workspace from being opened. */
  private notOpened: AppError | null = null

  constructor(private readonly input: HostInput) {
    this.events = new EventStream(input.send)
    this.steps = new TaskBoard(this.events.emit)
    this.tables = new ResidentWorker(input.openWorker, 'tables')
    this.player = new Player({
      openWorker: input.openWorker,
      onFrame: (frame) => this.events.emit('playground.moved', frame),
      onEnded: (play, error) => this.events.emit('playground.ended', { play, error }),
    })
    this.context = this.makeContext()
  }

  /** Opens the workspace that was asked for, else the last one, else the first one ever. Never throws. */
  async start(): Promise<void> {
    const { workspaceFolder, firstWorkspaceFolder, configFolder } = this.input.settings
    const last = readRecent(configFolder).find(({ exists }) => exists)?.folder
    const folder = workspaceFolder ?? last ?? firstWorkspaceFolder
    if (folder === null) return
    try {
      await this.openRoom(folder)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      this.notOpened = error
    }
  }

  /** For requests that are parsed already. */
  readonly answer = (name: RequestName, input: unknown): Promise<unknown> =>
    handle(name, input as ParsedInput<RequestName>, this.context)

  /** For callers in this process: parses and answers. */
  readonly ask: Ask = <N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>> =>
    handle(name, parsedInput(requests, name, input), this.context)

  /** Resolves when no run is queued or live here. */
  whenIdle(): Promise<void> {
    return this.opened?.supervisor.whenIdle() ?? Promise.resolve()
  }

  /** Sends the events that still wait to be gathered. */
  flush(): void {
    this.events.flush()
  }

  /** A page that is gone plays no more. */
  pageLeft(): void {
    this.player.dispose()
  }

  /** Process ids of the workers: for those who watch them end. */
  workers(): { tables: number | null; player: number | null; runs: Map<string, number | null> } {
    return { tables: this.tables.pid, player: this.player.pid, runs: this.opened?.supervisor.workers() ?? new Map() }
  }

  /** Ends what is under way and closes the workspace; nothing stored is lost. */
  dispose(): void {
    this.steps.cancelAll()
    try {
      this.closeRoom()
    } finally {
      // Whatever kept the workspace from closing, no process stays behind.
      this.tables.dispose()
      this.events.flush()
      this.events.dispose()
    }
  }

  private async openRoom(folder: string): Promise<OpenRoom> {
    if (this.opened?.workspace.folder === folder) return this.opened
    const { clock, openWorker, settings } = this.input
    const workspace = openWorkspace(folder, clock)
    // What is under way belongs to the workspace that is left.
    this.steps.cancelAll()
    this.closeRoom()
    const { emit } = this.events
    const supervisor = new Supervisor({
      workspace,
      openWorker,
      clock,
      onChange: (run) => emit('runs.changed', run),
      onProgress: (progress) => emit('runs.progressed', progress),
      onQueue: (state) => emit('queue.changed', state),
    })
    this.opened = { workspace, supervisor }
    this.notOpened = null
    rememberRecent(settings.configFolder, workspace.describe(), clock)
    this.input.onWorkspace?.(workspace.folder)
    emit('workspace.changed', workspace.describe())
    if (this.input.resumesQueue) supervisor.resumeQueue()
    return this.opened
  }

  private closeRoom(): void {
    this.player.dispose()
    this.opened?.supervisor.dispose()
    this.opened?.workspace.dispose()
    this.opened = null
  }

  private room(): OpenRoom {
    if (this.opened !== null) return this.opened
    throw this.notOpened ?? noneOpen()
  }

  private makeContext(): Context {
    const { settings, openWorker, grants, clock } = this.input
    return {
      settings,
      openWorker,
      clock,
      tables: this.tables,
      player: this.player,
      room: () => this.room(),
      currentRoom: () => (this.notOpened === null ? this.opened : this.room()),
      openRoom: (folder) => this.openRoom(folder),
      emit: this.events.emit,
      step: (task, work) => this.steps.run(task, work),
      cancelStep: (task) => this.steps.cancel(task),
      allowed: (path, access) => grants.check(path, access),
      newId: () => randomUUID(),
    }
  }
}

function noneOpen(): AppError {
  return new AppError({
    code: 'workspace/none-open',
    message: { en: 'No workspace is open.', zh: '没有打开的工作区。' },
    hint: {
      en: 'Open a workspace, or make a new one in an empty folder.',
      zh: '请打开一个工作区，或在空文件夹中新建。',
    },
  })
}
