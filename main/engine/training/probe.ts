// A short measured probe: a network takes some steps on its data, so that it can be told what an epoch takes on this machine.
import type * as tf from '@tensorflow/tfjs-node'
import type { ProbeResult } from '../../../shared/contract/worker'
import type { Tier } from '../../../shared/records'
import { epochScoresOf } from '../metrics'
import { epochOrder } from './order'
import { createPause } from './pause'
import type { Pause } from './pause'
import { choosePlan } from './plan'
import { openSession } from './session'
import type { Session } from './session'
import { trainingSettings } from './settings'
import type { TrainingSettings } from './settings'
import { measuring, sized } from './train'
import type { TrainInput } from './train'

export type ProbeInput = Pick<TrainInput, 'graph' | 'training' | 'seed' | 'prepared' | 'features' | 'memoryLimit'>

export interface ProbeContext {
  tf: typeof tf
  libraryVersion: string
  threads: number
  inOnePiece?: boolean
  signal: AbortSignal
  /** Milliseconds on any clock that only goes forward. */
  now(): number
  /** Bytes of memory that this process has held at most. */
  peakBytes(): number
  /** What waits for a core, by core. */
  busy(): number
}

/** Steps are taken for so long in all, and looked at in pieces: on a machine with other work any one may be held up. */
const measuredMs = 1500
const fewestPieces = 5
/** Rows that are evaluated to tell what evaluating all of them takes. */
const mostRows = 32_768

/** Takes the tier that a run would end up on; nothing is kept. Throws `task/cancelled`, `architecture/not-buildable`. */
export async function probe(input: ProbeInput, context: ProbeContext): Promise<ProbeResult> {
  const settings = sized(trainingSettings(input.training), input)
  const wants = { gradientNorm: false, health: false }
  const start = { from: null, freeze: [] }
  const session = openSession({ ...input, settings, wants, start, now: context.now }, context.tf)
  try {
    session.begin(1)
    const stepsPerEpoch = Math.ceil(session.epochRows.length / settings.batchSize)
    const tier = lastingTier(input, context, { session, settings, stepsPerEpoch })
    const pause = createPause(context)
    const stepMs = await stepTimes(session, { settings, seed: input.seed, pause, now: context.now })
    const closingMs = await closingTime(session, pause, context.now)
    const compileMs = session.measured().reduce((sum, one) => sum + one.compileMs, 0)
    return { tier, stepMs, stepsPerEpoch, closingMs, compileMs, peakBytes: context.peakBytes(), busy: context.busy() }
  } finally {
    session.dispose()
  }
}

interface Tried {
  session: Session
  settings: TrainingSettings
  stepsPerEpoch: number
}

/** The tier that takes most of a run, made ready. */
function lastingTier(input: ProbeInput, context: ProbeContext, { session, settings, stepsPerEpoch }: Tried): Tier {
  const facts = measuring(input, session, settings)
  const plan = choosePlan({ ...context, ...facts, steps: stepsPerEpoch * settings.epochs, stepsPerEpoch })
  const wanted = plan.parts.at(-1)?.tier ?? 'graph'
  const isReady = session.measured().some(({ tier }) => tier === wanted)
  const tier = isReady ? wanted : facts.measure(wanted).tier
  session.follow([{ tier, fromStep: 0 }])
  return tier
}

interface Stepping {
  settings: TrainingSettings
  seed: number
  pause: Pause
  now(): number
}

/** Milliseconds a step, piece by piece. */
async function stepTimes(session: Session, { settings, seed, pause, now }: Stepping): Promise<number[]> {
  const { batchSize, learningRate } = settings
  const order = epochOrder(session.epochRows, seed, 1)
  const all = Math.max(1, Math.floor(order.length / batchSize))
  const pieces: { steps: number; ms: number }[] = []
  let place = 0
  const beganAt = now()
  while (pieces.length < fewestPieces || now() - beganAt < measuredMs) {
    const steps = Math.min(session.chunkSteps(), all)
    if (place + steps > all) place = 0
    const rows = order.subarray(place * batchSize, (place + steps) * batchSize)
    const from = now()
    const { bad } = session.advance({ rows, batchSize, learningRates: new Float32Array(steps).fill(learningRate) })
    pieces.push({ steps, ms: now() - from })
    if (bad !== null) break
    place += steps
    await pause.take()
    if (pieces.length >= fewestPieces && now() - beganAt > 4 * measuredMs) break
  }
  return lasting(pieces).map(({ steps, ms }) => ms / steps)
}

/**
 * The pieces that are like those of a long run. The first one warms caches and pools up; and pieces that were short while
 * the pace was not known yet have more of what every call costs by itself.
 */
function lasting<Piece extends { steps: number }>(pieces: readonly Piece[]): Piece[] {
  const warm = pieces.length > 1 ? pieces.slice(1) : [...pieces]
  const longest = Math.max(...warm.map(({ steps }) => steps))
  return warm.filter(({ steps }) => 2 * steps >= longest)
}

/** What comes behind the steps of an epoch: validation and the metrics of both parts. */
async function closingTime(session: Session, pause: Pause, now: () => number): Promise<number> {
  const { validation, train } = session.data.rows
  const timed = async (rows: Int32Array): Promise<{ evaluateMs: number; scoreMs: number }> => {
    const from = now()
    const { outputs } = await session.evaluate(rows, pause.take)
    const evaluated = now()
    if (outputs !== null) epochScoresOf(session.data.measured(rows, outputs))
    return { evaluateMs: evaluated - from, scoreMs: now() - evaluated }
  }
  const some = (validation.length > 0 ? validation : train).subarray(0, mostRows)
  // The first time makes the program.
  await timed(some)
  const { evaluateMs, scoreMs } = await timed(some)
  return (evaluateMs * validation.length + scoreMs * (validation.length + train.length)) / some.length
}
