// One run from start to end: epochs of steps, validation after each, and exact scores with the kept weights.
import type * as tf from '@tensorflow/tfjs-node'
import { AppError } from '../../../shared/contract/errors'
import type { TrainReport } from '../../../shared/contract/worker'
import { parts } from '../../../shared/records'
import type { Graph, Outcome, Scores } from '../../../shared/records'
import type { Settings } from '../../../shared/fields'
import { scoresOf } from '../metrics'
import type { KeptModel } from '../workspace/models'
import type { Prepared } from '../workspace/prepared'
import { runEpoch } from './epoch'
import type { Course, EpochEnd } from './epoch'
import { Keeper } from './keeper'
import type { Kept } from './keeper'
import { createPause } from './pause'
import type { Pause } from './pause'
import { eagerPlan } from './plan'
import { createReporter } from './reporter'
import { openSession } from './session'
import type { Session } from './session'
import { trainingSettings } from './settings'

export interface TrainInput {
  graph: Graph
  training: Settings
  seed: number
  prepared: Prepared
}

export interface TrainContext {
  tf: typeof tf
  libraryVersion: string
  threads: number
  /** Milliseconds on any clock that only goes forward. */
  now(): number
  signal: AbortSignal
  /** True when the run is to end and keep what there is. */
  stopAsked(): boolean
  report(report: TrainReport): void
}

export interface Trained {
  outcome: Outcome
  model: KeptModel
}

/**
 * Trains a network. The same input gives the same numbers, bit for bit, on the same machine with the same threads.
 * A loss that is not finite ends it as `diverged` with the last good weights: that is a result, not an error.
 * Throws `task/cancelled` when the signal is aborted, `run/bad-settings`, `architecture/not-buildable`, `run/no-rows`.
 */
export async function train(input: TrainInput, context: TrainContext): Promise<Trained> {
  const startedAt = context.now()
  const settings = trainingSettings(input.training)
  if (!input.prepared.part.includes(0)) throw noRows()
  const session = openSession({ ...input, settings }, context.tf)
  try {
    const pause = createPause(context)
    const stepsPerEpoch = Math.ceil(session.data.rows.train.length / settings.batchSize)
    const parameters = session.network.model.countParams()
    const { epochs } = settings
    context.report({ kind: 'status', status: 'training', plan: eagerPlan(context), epochs, stepsPerEpoch, parameters })
    const reporter = createReporter({ report: context.report, now: context.now, steps: epochs * stepsPerEpoch })
    const { stopAsked } = context
    const ended = await runEpochs({ session, settings, seed: input.seed, reporter, pause, stopAsked })
    session.setWeights(ended.kept.weights)
    const { scores, testOutputs } = await finalScores(session, pause)
    const { kept, ...counts } = ended
    const trainingMs = context.now() - startedAt
    const outcome: Outcome = { scores, keptEpoch: kept.epoch, ...counts, trainingMs }
    return { outcome, model: keptModel(input, session, { kept, testOutputs }) }
  } finally {
    session.dispose()
  }
}

function noRows(): AppError {
  return new AppError({
    code: 'run/no-rows',
    message: {
      en: 'The training part has "0" rows. Expected at least one row with a target.',
      zh: '训练部分有“0”行。至少需要一行带目标值的数据。',
    },
    hint: { en: 'Choose another split, or give more rows a target.', zh: '请选择其他划分方式，或为更多行提供目标值。' },
  })
}

type Ended = Pick<Outcome, 'epochsDone' | 'stepsDone' | 'endedBy' | 'problem'> & { kept: Kept }

async function runEpochs(course: Course): Promise<Ended> {
  const { session, settings, reporter } = course
  const keeper = new Keeper(settings, session.weights())
  let epochsDone = 0
  let stepsDone = 0
  let endedBy: string | null = null
  let end: EpochEnd | null = null
  while (endedBy === null) {
    end = await runEpoch(course, { epoch: epochsDone + 1, stepsBefore: stepsDone })
    stepsDone += end.steps
    if (end.kind === 'finished') {
      epochsDone += 1
      const patienceEnded = keeper.finished(epochsDone, end.monitored, session.weights)
      endedBy = patienceEnded ? 'early-stopping' : epochsDone === settings.epochs ? 'epochs-done' : null
    } else endedBy = end.kind === 'stopped' ? 'stopped-by-user' : 'diverged'
  }
  if (end?.kind === 'stopped') keeper.stopped(epochsDone + 1, session.weights)
  reporter.flush()
  const problem = end?.kind === 'diverged' ? { problem: end.problem } : {}
  return { epochsDone, stepsDone, endedBy, kept: keeper.result, ...problem }
}

async function finalScores(session: Session, pause: Pause): Promise<{ scores: Scores; testOutputs: Float32Array }> {
  const { data } = session
  const scores: Scores = { train: {}, validation: {}, test: {} }
  let testOutputs = new Float32Array(0)
  for (const part of parts) {
    const rows = data.rows[part]
    if (rows.length === 0) continue
    const { outputs } = await session.evaluate(rows, pause.take)
    scores[part] = scoresOf(data.measured(rows, outputs))
    if (part === 'test') testOutputs = outputs as Float32Array<ArrayBuffer>
  }
  return { scores, testOutputs }
}

function keptModel(
  input: TrainInput,
  session: Session,
  { kept, testOutputs }: { kept: Kept; testOutputs: Float32Array },
): KeptModel {
  const weights = session.network.weights.map(({ name, shape }, index) => {
    return { name, shape, values: kept.weights[index] as Float32Array }
  })
  const { preparation } = input.prepared
  return {
    schemaVersion: 1,
    graph: input.graph,
    seed: input.seed,
    keptEpoch: kept.epoch,
    preparation,
    weights,
    testOutputs,
  }
}
