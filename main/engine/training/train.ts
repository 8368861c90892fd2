// One run from start to end: epochs of steps, validation after each, and exact scores with the kept weights.
import type * as tf from '@tensorflow/tfjs-node'
import { AppError } from '../../../shared/contract/errors'
import { parts } from '../../../shared/records'
import type { Forecast, Graph, Outcome, Plan, Scores, Tier } from '../../../shared/records'
import type { Settings } from '../../../shared/fields'
import { check, convolves } from '../architectures'
import { partCodes } from '../datasets'
import { scoresOf } from '../metrics'
import type { CompileCache } from '../workspace/compileCache'
import type { RowReader } from '../workspace/arrayFile'
import type { CheckpointStore } from '../workspace/checkpoints'
import type { KeptModel } from '../workspace/models'
import type { Prepared } from '../workspace/prepared'
import { firstJourney, resumedJourney } from './course/course'
import type { Course, Journey } from './course/course'
import { createDiagnostics, histogramsLine } from './course/diagnostics'
import { runEpoch } from './course/epoch'
import type { EpochEnd } from './course/epoch'
import { ratesOf } from './course/rates'
import { createRest } from './course/rest'
import type { Control } from './course/rest'
import { resumeProblems } from './course/resumed'
import { nothingToRank } from './course/watched'
import { lastStep, needsGradientNorms, ruleMet } from './course/rules'
import type { EndedBy } from './course/rules'
import { createTally } from './course/tally'
import type { Kept } from './keeper'
import { epochRows, learningFor } from './learning'
import { createPause } from './pause'
import type { Pause } from './pause'
import { cannotBeHad, choosePlan } from './plan'
import { namedScores, rowsIn } from './data'
import type { TrainingSource } from './data'
import { epochOrder } from './order'
import { thinnedLine } from './ranking/ranker'
import { createReporter } from './reporter'
import { openSession } from './session'
import type { Session } from './session'
import { trainingSettings } from './settings'
import type { TrainingSettings } from './settings'
import { startLine } from './start'
import type { StartWeights } from './start'

export interface TrainInput {
  graph: Graph
  training: Settings
  seed: number
  prepared: Prepared
  /** What checkpoints are known by: those of another subject are not used. */
  subject: string
  /** How it is to train; null where that is to be chosen. */
  plan: Plan | null
  /** True for a run that was begun before and goes on where it was. */
  resumes: boolean
  /** Weights to begin with instead of drawn ones. */
  start: StartWeights | null
  /** What the tiers were measured to cost for this network, batch and machine in earlier runs. */
  forecasts?: readonly Forecast[]
  /** The rows themselves where they are not those of `prepared`: several inputs or outputs, sequences, row weights. */
  source?: TrainingSource
  /** In place of those of `prepared`, which then has none: features that stay in their file. */
  features?: RowReader
  /** Bytes of rows above which they are not loaded but streamed; without it all are loaded. */
  memoryLimit?: number
}

export interface TrainContext extends Control {
  tf: typeof tf
  libraryVersion: string
  threads: number
  /** See `Plan`; no when left out. */
  inOnePiece?: boolean
  store: CheckpointStore
  /** Where XLA keeps what it compiled; null or absent without one. */
  cache?: CompileCache | null
}

export interface Trained {
  outcome: Outcome
  model: KeptModel
}

/**
 * Trains a network. The same input gives the same numbers, bit for bit, on the same machine under the same plan, also when
 * it was ended on the way and goes on from a checkpoint.
 * A loss that is not finite ends it as `diverged` with the last good weights: that is a result, not an error.
 * Throws `task/cancelled` when the signal is aborted, `run/bad-settings`, `run/bad-start`, `architecture/not-buildable`, `run/no-rows`.
 */
export async function train(input: TrainInput, context: TrainContext): Promise<Trained> {
  const { part } = input.source ?? input.prepared
  const settings = sized(trainingSettings(input.training), input)
  if (!part.includes(0)) throw noRows()
  const wants = { gradientNorm: needsGradientNorms(settings), health: settings.diagnosticsEvery > 0 }
  const start = { from: input.start, freeze: settings.freeze }
  const onFallback = (wanted: Tier, taken: Tier, reason: string) => {
    context.log(`tier ${wanted} cannot be had: ${reason}`)
    tierMissing(context, wanted, taken)
  }
  const forget = context.cache ? { forgetCompiled: context.cache.forget } : {}
  const session = openSession({ ...input, ...forget, settings, wants, start, now: context.now, onFallback }, context.tf)
  try {
    if (input.start !== null) context.log(startLine(session.network, input.start))
    const { course, journey } = await begin(input, context, { session, settings })
    const ended = await runEpochs(course, journey)
    context.report({ kind: 'measured', forecasts: session.measured() })
    session.setWeights(ended.kept.weights)
    session.begin(0)
    const { scores, testOutputs } = await finalScores(session, course.pause, context.log)
    const { kept, ...counts } = ended
    const times = timesOf(course, context)
    const outcome: Outcome = { scores, keptEpoch: kept.epoch, ...counts, ...times }
    return { outcome, model: keptModel(input, session, { kept, testOutputs }) }
  } finally {
    session.dispose()
  }
}

/** What the training took, and of that the histograms, where there are any. */
function timesOf(
  { reporter, diagnostics }: Course,
  context: TrainContext,
): Pick<Outcome, 'trainingMs' | 'histogramsMs'> {
  const trainingMs = reporter.elapsedMs()
  const histogramsMs = diagnostics.histogramsMs()
  if (histogramsMs === null) return { trainingMs }
  context.log(histogramsLine(histogramsMs, trainingMs))
  return { trainingMs, histogramsMs }
}

/** With the full batch, a step takes all training rows, as it does when there are fewer than a batch. */
export function sized(
  settings: TrainingSettings,
  input: Pick<TrainInput, 'graph' | 'prepared' | 'source'>,
): TrainingSettings {
  const { part } = input.source ?? input.prepared
  const train = rowsIn(part, partCodes.train)
  const rows = epochRows(train, input.prepared, learningFor({ ...input, settings })).length
  const batchSize = settings.batching === 'full-batch' ? rows : Math.min(settings.batchSize, rows)
  return { ...settings, batchSize }
}

/** Where the run begins: at a checkpoint of its own, with the weights of another run, or with drawn ones. Says so. */
async function begin(
  input: TrainInput,
  context: TrainContext,
  { session, settings }: { session: Session; settings: TrainingSettings },
): Promise<{ course: Course; journey: Journey }> {
  const stepsPerEpoch = Math.ceil(session.epochRows.length / settings.batchSize)
  const last = lastStep(settings, stepsPerEpoch)
  const from = context.store.read(input.subject)
  const facts = { epochs: settings.epochs, stepsPerEpoch, parameters: check(input.graph).parameters }
  const given = input.plan ?? from?.plan
  // Says what is done, and lets the message out before it blocks.
  const announce = async (status: 'compiling' | 'training', plan: Plan | null) => {
    context.report({ kind: 'status', status, plan, ...facts })
    if (status === 'compiling') await new Promise((resolve) => setImmediate(resolve))
  }
  if (!given) await announce('compiling', null)
  const plan = given ?? choosePlan({ ...context, ...measuring(input, session, settings), steps: last, stepsPerEpoch })
  session.follow(plan.parts)
  await announce('training', plan)
  for (const problem of resumeProblems({ resumes: input.resumes, from, plan, context })) {
    context.report({ kind: 'problem', problem })
  }
  const watch = settings.watch === 'loss' || session.recommends('validation') ? settings.watch : 'loss'
  if (watch !== settings.watch) context.report({ kind: 'problem', problem: nothingToRank('note') })
  const before = from && { epoch: from.place.epoch, step: from.place.steps, elapsedMs: from.elapsedMs }
  const reporter = createReporter({ ...context, steps: last, ...(before === null ? {} : { before }) })
  const beforeMs = from?.histogramsMs ?? 0
  const diagnostics = createDiagnostics({ session, settings, reporter, now: context.now, beforeMs })
  const rest = createRest(context, context.store)
  const course: Course = {
    ...{ session, settings, seed: input.seed, plan, subject: input.subject, lastStep: last, watch, reporter, diagnostics },
    pause: createPause(context),
    rest: (journey) => rest(course, journey),
    announce: (status) => announce(status, plan),
  }
  const rates = ratesOf(settings, { steps: last, stepsPerEpoch })
  return { course, journey: from ? resumedJourney(course, from, rates) : firstJourney(session, settings, rates) }
}

/** What a plan is chosen from. */
export function measuring(
  { graph, forecasts, seed }: Pick<TrainInput, 'graph' | 'forecasts' | 'seed'>,
  session: Session,
  settings: TrainingSettings,
) {
  const { batchSize, tier } = settings
  const order = epochOrder(session.epochRows, seed, 1)
  const size = Math.min(batchSize, order.length)
  const steps = Math.min(probeSteps, Math.floor(order.length / size))
  const rows = order.subarray(0, steps * size)
  const learningRates = new Float32Array(steps).fill(settings.learningRate)
  return {
    wanted: tier,
    convolves: convolves(graph),
    known: forecasts ?? [],
    measure: (wanted: Tier) => session.measure(wanted, { rows, batchSize: size, learningRates }),
  }
}

/** Most steps that a probe takes. */
const probeSteps = 200

function tierMissing(context: TrainContext, wanted: Tier, taken: Tier): void {
  const message = cannotBeHad(wanted, taken)
  const hint = { en: 'Nothing needs to be done: the numbers are the same.', zh: '无需处理：结果数值相同。' }
  context.report({
    kind: 'problem',
    problem: { path: 'training.tier', code: 'run/tier-missing', message, hint, severity: 'note' },
  })
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

async function runEpochs(course: Course, journey: Journey): Promise<Ended> {
  const { session, reporter } = course
  let end: EpochEnd
  let endedBy: EndedBy | null
  do {
    end = await runEpoch(course, journey)
    endedBy = end.kind === 'finished' ? finish(course, journey, end) : endOf[end.kind]
  } while (endedBy === null)
  if (end.kind === 'stopped') journey.keeper.stopped(journey.epoch, session.weights)
  reporter.flush()
  const epochsDone = end.kind === 'finished' ? journey.epoch : journey.epoch - 1
  const problem = end.kind === 'diverged' ? { problem: end.problem } : {}
  return { epochsDone, stepsDone: journey.steps, endedBy, kept: journey.keeper.result, ...problem }
}

const endOf = { stopped: 'stopped-by-user', diverged: 'diverged' } as const

/** Takes note of a finished epoch: why training ends with it, or null after the journey was moved to the next. */
function finish(course: Course, journey: Journey, end: { loss: number; watched: number }): EndedBy | null {
  const { session, settings, lastStep: last } = course
  const { epoch, tally, keeper, rates } = journey
  const waited = keeper.finished(epoch, end.watched, session.weights)
  rates.finished(end.loss)
  const rule = ruleMet(settings, tally)
  if (rule !== null) return rule
  if (waited) return 'early-stopping'
  if (epoch === settings.epochs) return 'epochs-done'
  if (journey.steps >= last) return 'steps-done'
  journey.epoch += 1
  journey.tally = createTally(session)
  return null
}

async function finalScores(
  session: Session,
  pause: Pause,
  log: (line: string) => void,
): Promise<{ scores: Scores; testOutputs: Float32Array }> {
  const { data } = session
  const scores: Scores = { train: {}, validation: {}, test: {} }
  let testOutputs = new Float32Array(0)
  for (const part of parts) {
    const rows = data.rows[part]
    if (rows.length === 0) continue
    const { outputs } = await session.evaluate(rows, pause.take)
    const ranked = part === 'train' ? null : await session.rank(part, pause.take)
    if (ranked !== null && ranked.made < ranked.wanted) log(thinnedLine(part, ranked))
    scores[part] = { ...(outputs === null ? {} : namedScores(data, { rows, outputs }, scoresOf)), ...ranked?.scores }
    if (part === 'test' && outputs !== null) testOutputs = outputs as Float32Array<ArrayBuffer>
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
  const { preparation, words } = input.prepared
  return {
    schemaVersion: 1,
    graph: input.graph,
    seed: input.seed,
    keptEpoch: kept.epoch,
    preparation,
    weights,
    testOutputs,
    ...(words === undefined ? {} : { words }),
  }
}
