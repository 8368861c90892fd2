// What happens between two chunks: a break for messages, checkpoints at most a twentieth of the time, pauses, and the end that a person asked for.
import { AppError, cancelled } from '../../../../shared/contract/errors'
import type { CheckpointStore } from '../../workspace/checkpoints'
import type { TrainReport } from '../../../../shared/contract/worker'
import { checkpointOf } from './course'
import type { Course, Journey } from './course'

/** How others reach into a training, and how it speaks to them. */
export interface Control {
  /** Milliseconds on any clock that only goes forward. */
  now(): number
  signal: AbortSignal
  /** True when the run is to end and keep what there is. */
  stopAsked(): boolean
  /** True while the run is to wait. */
  pauseAsked(): boolean
  /** Resolves when it is to wait no longer: it goes on, stops, or is cancelled. */
  resumed(): Promise<void>
  report(report: TrainReport): void
  log(line: string): void
}

/** Runs that are shorter have little to lose. */
const leastIntervalMs = 2000
/** The share of a run's time that its checkpoints may take together. */
const mostShare = 0.05

export function createRest(
  context: Control,
  store: CheckpointStore,
): (course: Course, journey: Journey) => Promise<boolean> {
  const { now } = context
  /** When it began, moved on by the time that it waited. */
  let begunAt = now()
  let savedAt = begunAt
  let spentMs = 0
  /** What the next one is thought to cost: as much as the last. */
  let costMs = 0
  let savedStep = -1

  /** By all that they cost so far, so that one that took longer than was thought is made up for. */
  function isDue(): boolean {
    const sinceMs = now() - savedAt
    return sinceMs >= leastIntervalMs && spentMs + costMs <= mostShare * (now() - begunAt + costMs)
  }

  function save(course: Course, journey: Journey): void {
    if (journey.steps === savedStep) return
    const startedAt = now()
    try {
      const name = store.write(checkpointOf(course, journey))
      // Before the checkpoint counts, all that was measured until then is on its way.
      course.reporter.flush()
      context.report({ kind: 'checkpoint', name, epoch: journey.epoch, step: journey.steps })
      savedStep = journey.steps
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      context.log(`no checkpoint at step ${journey.steps}: ${error.message}`)
    }
    savedAt = now()
    costMs = savedAt - startedAt
    spentMs += costMs
  }

  async function paused(course: Course): Promise<void> {
    const startedAt = now()
    course.reporter.flush()
    context.report({ kind: 'paused' })
    await context.resumed()
    const restedMs = now() - startedAt
    begunAt += restedMs
    course.reporter.rested(restedMs)
    if (!context.stopAsked()) context.report({ kind: 'resumed' })
  }

  return async (course, journey) => {
    await course.pause.take()
    const stops = context.stopAsked()
    if (isDue() || stops || context.pauseAsked()) save(course, journey)
    if (stops || !context.pauseAsked()) return stops
    await paused(course)
    if (context.signal.aborted) throw cancelled()
    return context.stopAsked()
  }
}
