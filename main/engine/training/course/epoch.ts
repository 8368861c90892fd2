// One epoch: every training row once, in chunks of steps, then validation; its losses and metrics go to the reporter.
import type { Problem } from '../../../../shared/contract/errors'
import { epochScoresOf } from '../../metrics'
import { namedScores } from '../data'
import { divergedProblem } from '../diverged'
import { epochOrder } from '../order'
import type { Course, Journey } from './course'

export type EpochEnd =
  { kind: 'finished'; loss: number; watched: number } | { kind: 'stopped' } | { kind: 'diverged'; problem: Problem }

/** Goes on with the epoch under way from where the journey is, and moves the journey along. */
export async function runEpoch(course: Course, journey: Journey): Promise<EpochEnd> {
  const { tally } = journey
  course.session.begin(journey.epoch)
  const order = epochOrder(course.session.epochRows, course.seed, journey.epoch)
  while (tally.rows < order.length && journey.steps < course.lastStep) {
    if (await course.rest(journey)) return { kind: 'stopped' }
    const compiles = course.session.compilesNext(course.settings.batchSize)
    if (compiles) {
      // Nothing leaves while it compiles.
      course.reporter.flush()
      await course.announce('compiling')
    }
    const problem = takeChunk(course, journey, order)
    if (compiles) await course.announce('training')
    if (problem !== null) return { kind: 'diverged', problem }
  }
  return closed(course, journey, order.subarray(0, tally.rows))
}

/** Takes the next steps and says what they gave; the problem when one was not finite. */
function takeChunk(course: Course, journey: Journey, order: Int32Array): Problem | null {
  const { session, settings, reporter } = course
  const { tally, rates, steps: before } = journey
  const { batchSize } = settings
  const left = Math.ceil((order.length - tally.rows) / batchSize)
  const steps = Math.min(session.chunkSteps(), left, course.lastStep - before)
  const rows = order.subarray(tally.rows, tally.rows + steps * batchSize)
  const learningRates = rates.of(before, steps)
  const result = session.advance({ rows, batchSize, learningRates })
  tally.add(result, batchSize)
  reporter.append('loss/step', 'step', before + 1, result.losses)
  if (result.gradientNorms) reporter.append('jointGradientNorm/step', 'step', before + 1, result.gradientNorms)
  course.diagnostics.steps(result, before)
  if (!rates.constant) {
    reporter.append('learningRate/step', 'step', before + 1, learningRates.subarray(0, result.steps))
  }
  journey.steps += result.steps
  reporter.at(journey.epoch, journey.steps)
  return result.bad && result.bad.problem
}

/**
 * Training values are those of the steps, each row measured before the update that it took part in, as Keras's are;
 * validation values are exact, with the weights at the end of the epoch.
 */
async function closed(course: Course, journey: Journey, order: Int32Array): Promise<EpochEnd> {
  const { session, reporter, pause } = course
  const { epoch, tally, steps } = journey
  const { data } = session
  const report = (part: string, loss: number, rows: Int32Array, outputs: Float32Array | null) => {
    reporter.add(`loss/${part}`, 'epoch', epoch, loss)
    const scores = outputs === null ? {} : namedScores(data, { rows, outputs }, epochScoresOf)
    for (const [name, value] of Object.entries(scores)) reporter.add(`${name}/${part}`, 'epoch', epoch, value)
  }
  const trainLoss = tally.lossSum / tally.rows
  const validation = await session.evaluate(data.rows.validation, pause.take)
  const loss = data.rows.validation.length > 0 ? validation.loss : trainLoss
  if (!Number.isFinite(loss)) return { kind: 'diverged', problem: divergedProblem(steps, loss) }
  report('train', trainLoss, order, tally.outputs())
  if (data.rows.validation.length > 0) report('validation', validation.loss, data.rows.validation, validation.outputs)
  if (data.targets.length > 1 && data.rows.validation.length > 0) {
    data.targets.forEach((target, index) => {
      // The whole loss has the plain name, so the first target's own says whose it is as well.
      reporter.add(`loss@${target.column}/validation`, 'epoch', epoch, validation.losses[index] ?? NaN)
    })
  }
  const watched = course.watch === 'loss' ? loss : -(await judged(course, epoch))
  course.diagnostics.epoch(epoch)
  reporter.at(epoch, steps)
  return { kind: 'finished', loss, watched }
}

/** The metric that is watched of the lists of validation users, all of whose metrics are reported. */
async function judged({ session, reporter, pause, watch }: Course, epoch: number): Promise<number> {
  const { scores = {} } = (await session.rank('validation', pause.take)) ?? {}
  for (const [name, value] of Object.entries(scores)) reporter.add(`${name}/validation`, 'epoch', epoch, value)
  return scores[watch] ?? 0
}
