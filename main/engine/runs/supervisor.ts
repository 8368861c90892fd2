// The supervisor: the queue of a workspace's runs, so many at once, each in a worker process of its own. Only it moves a run's status.
import { availableParallelism } from 'node:os'
import { isLive, type QueueState, type Run, type RunProgress } from '../../../shared/records/run'
import type { Workspace } from '../workspace'
import { ActiveRun } from './activeRun'
import { kindOf, planFor } from './kinds'
import { notResumable, stoppedByUser } from './reasons'
import type { OpenWorker } from './link'
import { surroundingsFor } from './threads'
import { graphOf } from '../architectures'

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

/** Of a run that is queued again. */
const notEnded = { reason: null, outcome: null, model: null, startedAt: null, endedAt: null }

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

  /** A live run waits until it is resumed. Throws `run/illegal-move` for any other. */
  pause(id: string): Run {
    const active = this.active.get(id)
    if (active !== undefined) return active.pause()
    return this.input.workspace.runs.move(id, 'paused')
  }

  /**
   * Lets a paused run go on, or queues a stopped or interrupted one again: from its last checkpoint by its own plan, to
   * the same numbers as if it had never ended. Throws `run/not-resumable` for any other.
   */
  resume(id: string): Run {
    const active = this.active.get(id)
    if (active !== undefined) return active.resume()
    const { workspace } = this.input
    const { status, number } = workspace.runs.get(id)
    if (status !== 'stopped' && status !== 'interrupted') throw notResumable(number, status)
    return this.requeued(workspace.runs.move(id, 'queued', notEnded))
  }

  /** Queues an ended run again, from step 0 with the same seed: what it had logged is replaced by equal numbers. */
  restart(id: string): Run {
    const { workspace } = this.input
    const run = workspace.transaction(() => {
      // A plan under which nothing was trained may be what it failed by, and is chosen anew.
      const plan = workspace.runs.get(id).stepsDone > 0 ? {} : { plan: null }
      const moved = workspace.runs.move(id, 'queued', {
        ...notEnded,
        ...plan,
        problems: [],
        epochsDone: 0,
        stepsDone: 0,
      })
      workspace.series.clear(id)
      workspace.histograms.clear(id)
      return moved
    })
    workspace.checkpoints.clear(id)
    return this.requeued(run)
  }

  private requeued(run: Run): Run {
    this.changed(run)
    this.pump()
    return this.input.workspace.runs.get(run.id)
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
    return typeof stored === 'number' && stored >= 1 ? stored : availableParallelism()
  }

  private pump(): void {
    if (this.disposed) return
    const waiting = this.input.workspace.runs.waiting()
    for (const [index, run] of waiting.entries()) {
      if (this.working() >= this.concurrent()) break
      // The first of a kind chooses the plan of all: the others wait until it has.
      if (!this.isChoosing(kindOf(run))) this.start(run, this.working() + waiting.length - index)
    }
    const state = this.state()
    this.input.onQueue(state)
    if (state.running.length + state.queued.length > 0) return
    for (const resolve of this.idle) resolve()
    this.idle.clear()
  }

  /** Runs that compute: one that is paused leaves its place to another. */
  private working(): number {
    return [...this.active.values()].filter((run) => run.works).length
  }

  private isChoosing(kind: string): boolean {
    return [...this.active.values()].some((run) => run.isChoosing(kind))
  }

  /** `wanted`: runs that would share the cores if all of them might. */
  private start({ id }: Run, wanted: number): void {
    const { workspace, clock } = this.input
    const run = workspace.runs.claim(id, { startedAt: clock().toISOString() })
    if (run === null) return
    this.input.onChange(run)
    const plan = planFor(run, workspace.runs.ofExperiment(run.experiment))
    const atOnce = Math.min(this.concurrent(), wanted)
    const surroundings = surroundingsFor(graphOf(run.architecture, run.facts), { ...run, plan }, atOnce)
    const active = new ActiveRun(run, { ...this.input, plan, ...surroundings, onFreed: () => this.pump() })
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
