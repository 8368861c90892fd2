// The supervisor: the queue of a workspace's runs, so many at once, each in a worker process of its own. Only it moves a run's status.
import { availableParallelism } from 'node:os'
import { isLive, type QueueState, type Run, type RunProgress } from '../../../shared/records/run'
import type { Workspace } from '../workspace'
import { ActiveRun } from './activeRun'
import { stoppedByUser } from './reasons'
import type { OpenWorker } from './link'

export interface SupervisorInput {
  workspace: Workspace
  openWorker: OpenWorker
  clock: () => Date
  onChange: (run: Run) => void
  onProgress: (progress: RunProgress) => void
  onQueue: (state: QueueState) => void
}

/** What a new run is made of; number and status are the workspace's to give. */
export type RunDraft = Omit<Run, 'number' | 'status'>

const preference = 'queue.concurrent'

export class Supervisor {
  private readonly active = new Map<string, ActiveRun>()
  private readonly idle = new Set<() => void>()
  private disposed = false

  constructor(private readonly input: SupervisorInput) {}

  /** Starts what was queued before, when the workspace was last open. */
  resumeQueue(): void {
    this.pump()
  }

  launch(drafts: readonly RunDraft[]): Run[] {
    const runs = this.input.workspace.runs.create(drafts)
    for (const run of runs) this.input.onChange(run)
    this.pump()
    return runs.map(({ id }) => this.input.workspace.runs.get(id))
  }

  /** Stops a live run, or takes a queued one out of the queue. Throws `run/illegal-move` when it is over already. */
  stop(id: string): Run {
    const active = this.active.get(id)
    if (active !== undefined) return active.stop()
    const endedAt = this.input.clock().toISOString()
    const run = this.input.workspace.runs.move(id, 'stopped', { reason: stoppedByUser('nothing'), endedAt })
    this.changed(run)
    return run
  }

  /** Queues an ended run again, from step 0 with the same seed: what it had logged is replaced by equal numbers. */
  restart(id: string): Run {
    const { workspace } = this.input
    const fresh = { reason: null, outcome: null, model: null, plan: null, startedAt: null, endedAt: null }
    const run = workspace.transaction(() => {
      const moved = workspace.runs.move(id, 'queued', { ...fresh, epochsDone: 0, stepsDone: 0 })
      workspace.series.clear(id)
      return moved
    })
    this.changed(run)
    this.pump()
    return workspace.runs.get(id)
  }

  state(): QueueState {
    const queued = this.input.workspace.runs.waiting().map(({ id }) => id)
    return { concurrent: this.concurrent(), running: [...this.active.keys()], queued }
  }

  setConcurrent(concurrent: number): QueueState {
    this.input.workspace.preferences.write(preference, concurrent)
    this.pump()
    return this.state()
  }

  /** Stores what a live run has told and not stored yet; harmless for any other. */
  flush(id: string): void {
    this.active.get(id)?.flush()
  }

  /** Process ids of the workers, by run. */
  workers(): Map<string, number | null> {
    return new Map([...this.active].map(([id, run]) => [id, run.pid]))
  }

  /** Resolves when nothing is queued or running here. */
  whenIdle(): Promise<void> {
    if (this.active.size === 0 && this.state().queued.length === 0) return Promise.resolve()
    return new Promise((resolve) => this.idle.add(resolve))
  }

  /** Ends all workers; their runs become `interrupted`, what is queued stays queued. */
  dispose(): void {
    this.disposed = true
    for (const run of this.active.values()) run.close()
    this.active.clear()
  }

  private concurrent(): number {
    const stored = this.input.workspace.preferences.read(preference)
    return typeof stored === 'number' && stored >= 1 ? stored : Math.max(1, availableParallelism() - 1)
  }

  private pump(): void {
    if (this.disposed) return
    for (const { id } of this.input.workspace.runs.waiting()) {
      if (this.active.size >= this.concurrent()) break
      this.start(id)
    }
    const state = this.state()
    this.input.onQueue(state)
    if (state.running.length + state.queued.length > 0) return
    for (const resolve of this.idle) resolve()
    this.idle.clear()
  }

  private start(id: string): void {
    const startedAt = this.input.clock().toISOString()
    const run = this.input.workspace.runs.claim(id, { startedAt })
    if (run === null) return
    this.input.onChange(run)
    const active = new ActiveRun(run, this.input)
    this.active.set(id, active)
    // What cannot even be marked as ended, on a full disk, is found as lost when the workspace is opened next.
    const ended = (): void => {
      this.active.delete(id)
      if (!this.disposed) this.pump()
    }
    active.train().then(ended, (error: unknown) => {
      console.error(error)
      ended()
    })
  }

  private changed(run: Run): void {
    this.input.onChange(run)
    if (!isLive(run.status)) this.input.onQueue(this.state())
  }
}
