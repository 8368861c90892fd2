// One run while a worker trains it: passes its reports into the workspace and on to whoever watches, and settles its end.
import { AppError, toWire, type Problem } from '../../../shared/contract/errors'
import type { TrainReport } from '../../../shared/contract/worker'
import {
  isOver,
  type Outcome,
  type Plan,
  type Run,
  type RunProgress,
  type RunStatus,
} from '../../../shared/records/run'
import type { RunPatch, Workspace } from '../workspace'
import { keepForecasts } from './forecasts'
import { kindOf } from './kinds'
import { notResumable, programClosed, reasonOf, resumeDiffers, stoppedByUser } from './reasons'
import { SeriesBuffer } from './seriesBuffer'
import { WorkerClient } from './workerClient'
import { trainSpec } from './trainSpec'
import { environmentFor } from './threads'
import type { OpenWorker } from './link'

export interface ActiveRunInput {
  workspace: Workspace
  openWorker: OpenWorker
  clock: () => Date
  /** Called at every change of the record, and at every progress. */
  onChange: (run: Run) => void
  onProgress: (progress: RunProgress) => void
  /** How it is to train; null when it is to choose. */
  plan: Plan | null
  threads: number
  /** See `Plan`. */
  inOnePiece: boolean
  /** Others may start: it waits, or its plan is known. */
  onFreed: () => void
}

export class ActiveRun {
  private readonly client: WorkerClient
  private readonly series: SeriesBuffer
  private points: RunProgress['points'] = []
  private latest: Pick<RunProgress, 'epoch' | 'step'> = { epoch: 0, step: 0 }
  private stopAsked = false
  private closing = false
  /** What kept its numbers from being stored: a full disk. */
  private unstored: unknown = null

  constructor(
    private run: Run,
    private readonly input: ActiveRunInput,
  ) {
    this.client = new WorkerClient(input.openWorker('training', environmentFor(input.threads, input.inOnePiece)))
    this.series = new SeriesBuffer((blocks) => {
      for (const name of input.workspace.series.append(run.id, blocks)) this.note(resumeDiffers(name))
    })
  }

  get id(): string {
    return this.run.id
  }

  /** False while it is paused. */
  get works(): boolean {
    return this.run.status !== 'paused'
  }

  /** True while it is the one of its kind that chooses the plan. */
  isChoosing(kind: string): boolean {
    return this.input.plan === null && this.run.plan === null && kindOf(this.run) === kind
  }

  /** The worker's process, for those who want to see it end. */
  get pid(): number | null {
    return this.client.pid
  }

  /** Trains to the end, whatever end. Never rejects. */
  async train(): Promise<void> {
    try {
      this.ended(await this.client.run('training.run', trainSpec(this.run, this.input), this.listeners()))
    } catch (error) {
      this.broken(error)
    } finally {
      this.client.kill()
    }
  }

  /** Asks the worker to keep what it has; where it cannot hear, or at the second time of asking, ends it by force. */
  stop(): Run {
    const canHear = this.run.status === 'training' || this.run.status === 'paused'
    if (this.stopAsked || !canHear) this.client.kill()
    else this.client.stopAndKeep()
    if (this.run.status !== 'stopping') this.move('stopping')
    this.stopAsked = true
    return this.run
  }

  /** It waits as soon as it can. Throws `run/illegal-move` when it does not train. */
  pause(): Run {
    if (this.run.status === 'paused') return this.run
    if (this.run.status !== 'training') return this.input.workspace.runs.move(this.id, 'paused')
    this.client.pause()
    return this.run
  }

  /** Throws `run/not-resumable` when it is ending. */
  resume(): Run {
    if (this.run.status === 'stopping') throw notResumable(this.run.number, this.run.status)
    this.client.resume()
    return this.run
  }

  /** Stores what waits, so that a reader finds all that was told. */
  flush(): void {
    this.orEnd(() => this.store())
  }

  /** The program is closing. */
  close(): void {
    this.closing = true
    this.client.kill()
    if (!isOver(this.run.status)) this.finish('interrupted', { reason: programClosed })
  }

  private listeners() {
    return {
      onReport: (report: TrainReport) => this.orEnd(() => this.hear(report)),
      onLog: (line: string) => this.orEnd(() => this.input.workspace.log.append(this.id, [line])),
    }
  }

  private hear(report: TrainReport): void {
    switch (report.kind) {
      case 'status':
        return this.hearStatus(report)
      case 'block':
        return this.hearBlock(report)
      case 'histograms':
        return this.hearHistograms(report)
      case 'progress':
        return this.hearProgress(report)
      case 'problem':
        return this.note(report.problem)
      case 'measured':
        return keepForecasts(this.input.workspace, this.run, this.input.threads, report.forecasts)
      case 'checkpoint':
        // What was measured until then is stored before the checkpoint counts.
        this.store()
        return this.input.workspace.checkpoints.add(this.id, report)
      case 'paused':
        return this.hearPause('paused')
      case 'resumed':
        return this.hearPause('training')
    }
  }

  private hearStatus({ status, plan, epochs, parameters }: Extract<TrainReport, { kind: 'status' }>): void {
    if (this.run.status === 'stopping') return
    const isFirst = this.run.plan === null && plan !== null
    const patch = { ...(plan === null ? {} : { plan }), epochs, parameters }
    if (this.run.status !== status) this.move(status, patch)
    else this.change(patch)
    if (isFirst) this.input.onFreed()
  }

  private hearPause(status: 'paused' | 'training'): void {
    this.store()
    if (this.run.status === 'stopping' || this.run.status === status) return
    this.move(status)
    this.input.onFreed()
  }

  /** Keeps what is odd about the run, each thing once. */
  private note(problem: Problem): void {
    const { problems } = this.run
    if (problems.some(({ code, path }) => code === problem.code && path === problem.path)) return
    this.input.workspace.log.append(this.id, [`${problem.code}: ${problem.message.en}`])
    this.change({ problems: [...problems, problem] })
  }

  private hearHistograms({ histograms }: Extract<TrainReport, { kind: 'histograms' }>): void {
    for (const name of this.input.workspace.histograms.append(this.id, histograms)) this.note(resumeDiffers(name))
  }

  private hearBlock({ kind: _kind, ...block }: Extract<TrainReport, { kind: 'block' }>): void {
    const { name, axis, first, values } = block
    this.series.add(block)
    if (axis === 'epoch') values.forEach((value, index) => this.points.push({ name, at: first + index, value }))
  }

  private hearProgress({
    epoch,
    step,
    steps,
    elapsedMs,
    remainingMs,
  }: Extract<TrainReport, { kind: 'progress' }>): void {
    this.latest = { epoch, step }
    // Who sees a number may rely on it: it is stored before it is told.
    this.store()
    const { id: run, status, epochs } = this.run
    this.input.onProgress({ run, status, epoch, epochs, step, steps, elapsedMs, remainingMs, points: this.points })
    this.points = []
  }

  /** A run whose numbers cannot be kept is ended: it would only get worse. What comes after its end is not heard. */
  private orEnd(work: () => void): void {
    if (isOver(this.run.status) || this.unstored !== null) return
    try {
      work()
    } catch (error) {
      this.unstored = error
      this.client.kill()
    }
  }

  private store(): void {
    this.series.flush()
    const { epoch, step } = this.latest
    if (step === this.run.stepsDone) return
    this.run = this.input.workspace.runs.update(this.id, { epochsDone: epoch, stepsDone: step })
  }

  private ended(outcome: Outcome): void {
    if (this.closing) return
    const { endedBy, problem, epochsDone, stepsDone } = outcome
    const patch: RunPatch = { outcome, model: this.id, epochsDone, stepsDone }
    if (endedBy === 'stopped-by-user') return this.finish('stopped', { ...patch, reason: stoppedByUser('a model') })
    this.finish('finished', { ...patch, reason: problem === undefined ? null : reasonOf(problem) })
    if (this.run.status === 'finished') this.input.workspace.checkpoints.clear(this.id)
  }

  private broken(error: unknown): void {
    if (this.closing || isOver(this.run.status)) return
    if (this.unstored !== null) return this.finish('failed', { reason: toWire(this.unstored) })
    if (this.stopAsked) return this.finish('stopped', { reason: stoppedByUser('nothing') })
    const lost = error instanceof AppError && error.code === 'run/worker-lost'
    this.finish(lost ? 'interrupted' : 'failed', { reason: toWire(error) })
  }

  private finish(status: RunStatus, patch: RunPatch): void {
    const endedAt = this.input.clock().toISOString()
    try {
      this.series.flush()
      this.move(status, { ...patch, endedAt })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      // Not even the end can be stored: those who watch are told, and the next opening finds the run as lost.
      this.run = { ...this.run, status: 'failed', reason: toWire(error), endedAt }
      this.input.onChange(this.run)
    }
  }

  private change(patch: RunPatch): void {
    this.run = this.input.workspace.runs.update(this.id, patch)
    this.input.onChange(this.run)
  }

  private move(status: RunStatus, patch: RunPatch = {}): void {
    this.run = this.input.workspace.runs.move(this.id, status, patch)
    this.input.onChange(this.run)
  }
}
