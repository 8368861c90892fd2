// One epoch: every training row once, in steps, then validation; its losses and metrics go to the reporter.
import type { Problem } from '../../../shared/contract/errors'
import { scoresOf } from '../metrics'
import { divergedProblem } from './diverged'
import { epochOrder } from './order'
import type { Pause } from './pause'
import type { Reporter } from './reporter'
import { createSeen } from './seen'
import type { Seen } from './seen'
import type { Session } from './session'
import type { TrainingSettings } from './settings'

/** What an epoch works with, the same for all epochs of a run. */
export interface Course {
  session: Session
  settings: TrainingSettings
  seed: number
  reporter: Reporter
  pause: Pause
  stopAsked(): boolean
}

export type EpochEnd = { steps: number } & (
  { kind: 'finished'; monitored: number } | { kind: 'stopped' } | { kind: 'diverged'; problem: Problem }
)

/** A place in the training: the epoch under way, from 1, and the steps done before it. */
interface Place {
  epoch: number
  stepsBefore: number
}

export async function runEpoch(course: Course, place: Place): Promise<EpochEnd> {
  const { session, settings, pause } = course
  const order = epochOrder(session.data.rows.train, course.seed, place.epoch)
  const seen = createSeen(session.network.tf, order.length * outputsARow(session))
  const tally = { steps: 0, lossSum: 0 }
  for (let start = 0; start < order.length && !course.stopAsked(); start += settings.batchSize) {
    seen.add(session.step(order.subarray(start, start + settings.batchSize)))
    if (!pause.due()) continue
    const diverged = account(course, place, seen, tally)
    if (diverged) return diverged
    await pause.take()
  }
  const diverged = account(course, place, seen, tally)
  if (diverged) return diverged
  if (tally.steps < Math.ceil(order.length / settings.batchSize)) return { kind: 'stopped', steps: tally.steps }
  return validated(course, place, { order, outputs: seen.outputs(), ...tally })
}

/** Reads the steps taken since the last time into the series and the tally; their end when one is not finite. */
function account(course: Course, place: Place, seen: Seen, tally: { steps: number; lossSum: number }): EpochEnd | null {
  const { session, settings, reporter } = course
  const rows = session.data.rows.train.length
  const { losses, bad } = seen.read()
  for (const loss of losses) {
    tally.lossSum += loss * Math.min(settings.batchSize, rows - tally.steps * settings.batchSize)
    tally.steps += 1
    reporter.add('loss/step', 'step', place.stepsBefore + tally.steps, loss)
  }
  const step = place.stepsBefore + tally.steps
  reporter.at(place.epoch, step)
  return bad === null ? null : { kind: 'diverged', steps: tally.steps, problem: divergedProblem(step + 1, bad) }
}

interface Trained {
  order: Int32Array
  outputs: Float32Array
  steps: number
  lossSum: number
}

/**
 * Training values are those of the steps, each row measured before the update that it took part in, as Keras's are;
 * validation values are exact, with the weights at the end of the epoch.
 */
async function validated(course: Course, { epoch, stepsBefore }: Place, trained: Trained): Promise<EpochEnd> {
  const { session, reporter, pause } = course
  const { data } = session
  const { steps } = trained
  const report = (part: string, loss: number, rows: Int32Array, outputs: Float32Array) => {
    reporter.add(`loss/${part}`, 'epoch', epoch, loss)
    const scores = scoresOf(data.measured(rows, outputs))
    for (const [name, value] of Object.entries(scores)) reporter.add(`${name}/${part}`, 'epoch', epoch, value)
  }
  const trainLoss = trained.lossSum / trained.order.length
  const validation = await session.evaluate(data.rows.validation, pause.take)
  const monitored = data.rows.validation.length > 0 ? validation.loss : trainLoss
  if (!Number.isFinite(monitored)) {
    return { kind: 'diverged', steps, problem: divergedProblem(stepsBefore + steps, monitored) }
  }
  report('train', trainLoss, trained.order, trained.outputs)
  if (data.rows.validation.length > 0) report('validation', validation.loss, data.rows.validation, validation.outputs)
  reporter.at(epoch, stepsBefore + steps)
  return { kind: 'finished', steps, monitored }
}

function outputsARow(session: Session): number {
  return session.network.model.outputs[0]?.shape.at(-1) ?? 1
}
