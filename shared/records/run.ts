// A run: one architecture trained once on one data set with one seed, and everything that came of it.
import type { Settings } from '../fields/field'
import type { Text } from '../fields/text'
import type { Problem, WireError } from '../contract/errors'
import type { Graph } from './architecture'
import type { DatasetFacts, Goal, Part, Split, TaskChoice } from './dataset'

export const runStatuses = [
  'queued',
  'starting',
  'compiling',
  'training',
  'paused',
  'stopping',
  'finished',
  'stopped',
  'failed',
  'interrupted',
] as const
export type RunStatus = (typeof runStatuses)[number]

/** The legal moves. Only the supervisor makes them. */
export const runMoves: Record<RunStatus, readonly RunStatus[]> = {
  queued: ['starting', 'stopped', 'failed'],
  starting: ['compiling', 'training', 'stopping', 'stopped', 'failed', 'interrupted'],
  compiling: ['training', 'stopping', 'stopped', 'failed', 'interrupted'],
  training: ['compiling', 'paused', 'stopping', 'finished', 'stopped', 'failed', 'interrupted'],
  paused: ['training', 'stopping', 'stopped', 'failed', 'interrupted'],
  stopping: ['stopped', 'finished', 'failed', 'interrupted'],
  finished: [],
  stopped: ['queued'],
  failed: ['queued'],
  interrupted: ['queued'],
}

const live: readonly RunStatus[] = ['starting', 'compiling', 'training', 'paused', 'stopping']

/** True while a worker process belongs to the run. */
export function isLive(status: RunStatus): boolean {
  return live.includes(status)
}

/** True when nothing more will happen to the run by itself. */
export function isOver(status: RunStatus): boolean {
  return status !== 'queued' && !isLive(status)
}

export const tiers = ['eager', 'graph', 'xla'] as const
export type Tier = (typeof tiers)[number]

/** What a tier was expected to cost when the plan was made. */
export interface Forecast {
  tier: Tier
  msAStep: number
  compileMs: number
  memoryBytes: number
}

/** How a run trains, fixed before step 0, the same for all seeds of an architecture in an experiment, and replayed on resume. */
export interface Plan {
  /** Which tier takes the steps from which on (from 0); the first begins at 0. */
  parts: { tier: Tier; fromStep: number }[]
  reason: Text
  /** Decide the bits of the numbers, as the tier does. */
  threads: number
  /** XLA makes one function of the whole loop over the steps; decides the bits too. Left out where each operation is one. */
  inOnePiece?: true
  libraryVersion: string
  /** Steps a chunk holds at most; 0 where chunks follow the clock, which no number depends on. */
  chunkSteps: number
  forecast: Forecast[]
  /** What could not be done as wished, such as a layer that cannot be compiled. */
  notes: Text[]
}

/** Every number carries its protocol; two runs with different protocols are not ranked together without a warning. */
export interface Protocol {
  goal: Goal
  target: string
  /** Columns that are predicted beside it; left out when there are none. */
  alsoTargets?: string[]
  /** Content hash of the imported table. */
  table: string
  split: Split
  counts: Record<Part, number>
  /** How rows were arranged; left out where they are those of the table. */
  task?: TaskChoice
}

/** Final values by part and metric, computed exactly on all rows of the part with the kept weights. */
export type Scores = Record<Part, Record<string, number>>

export interface Outcome {
  scores: Scores
  /** The epoch whose weights were kept, counted from 1. */
  keptEpoch: number
  epochsDone: number
  stepsDone: number
  /**
   * Why training ended: `epochs-done`, `steps-done` (the limit of steps), `early-stopping`, `loss-below`,
   * `gradient-norm-below`, `stopped-by-user`, `diverged`.
   */
  endedBy: string
  trainingMs: number
  /** Of that time, what histograms took; absent for a run without them. */
  histogramsMs?: number
  /** Where it diverged and what to try; absent otherwise. */
  problem?: Problem
}

/** A warm start: the weights of another run, or those that an architecture came with out of a foreign file, by their hash. */
export type RunStart = ({ run: string } | { weights: string }) & {
  /** What people call that run or architecture by. */
  name: string
}

/** The network of a run as it was when the run was launched. */
export interface RunArchitecture {
  id: string
  name: string
  template: string
  settings: Settings
  /** As it was drawn by hand; left out where the template drew it. */
  graph?: Graph
  /** Of the architecture; left out before there were versions. */
  version?: number
}

export interface Run {
  id: string
  /** Counts up within the workspace: what people call it by. */
  number: number
  name: string
  /** Runs launched together. */
  experiment: string
  dataset: { id: string; name: string }
  architecture: RunArchitecture
  training: Settings
  seed: number
  status: RunStatus
  /** Why it is failed, interrupted or stopped. */
  reason: WireError | null
  /** What was odd on the way and kept it from nothing: a resume whose numbers differ, a checkpoint that could not be used. */
  problems: Problem[]
  /** Where its weights came from when they were not drawn. */
  start: RunStart | null
  protocol: Protocol
  facts: DatasetFacts
  /** Names the prepared arrays and their preparation in the workspace. */
  prepared: string
  parameters: number
  plan: Plan | null
  epochs: number
  epochsDone: number
  stepsDone: number
  outcome: Outcome | null
  /** Names the folder of the kept model, null until there is one. */
  model: string | null
  queuedAt: string
  startedAt: string | null
  endedAt: string | null
  /** Set when the run came with a bundle: its origin's name. */
  importedFrom: string | null
}

/** A metric's values over a run. `axis` says what `at` counts, from 1. */
export interface Series {
  run: string
  /**
   * `metric/part`, such as `loss/validation`, or `loss/step`; by layer, at the logged steps alone, `gradientNorm/LAYER` and
   * `updateRatio/LAYER`, where LAYER is any text.
   */
  name: string
  axis: 'epoch' | 'step'
  /** Points stored; more than `at.length` when it was down-sampled for drawing. */
  total: number
  at: number[]
  values: number[]
}

export interface SeriesSummary {
  run: string
  name: string
  axis: 'epoch' | 'step'
  count: number
  min: number
  max: number
  last: number
  /** Where the minimum and the maximum are. */
  minAt: number
  maxAt: number
}

/** Of what there are histograms: each weight, and what each layer gives for a sample of rows that is the same in every epoch. */
export const histogramKinds = ['weight', 'activation'] as const
export type HistogramKind = (typeof histogramKinds)[number]

/** How the numbers of a weight or of a layer's output were distributed after an epoch. */
export interface Histogram {
  /** From 1. */
  epoch: number
  kind: HistogramKind
  /** Of the weight, `layer/weight`, or of the layer. */
  name: string
  /** Numbers counted; those that are not finite are not, and of very many every so manieth. 0 makes all that follows NaN. */
  count: number
  min: number
  max: number
  mean: number
  /** Of the whole, not of a sample: divided by the count. */
  deviation: number
  /** Share of the numbers that are exactly 0. */
  zeros: number
  /** Share of the units that give 0 for all rows; null for weights, and for layers that do not rectify. */
  dead: number | null
  /** How many fall into each of 30 equal bins from min to max; all into the first where the two are equal. */
  counts: number[]
}

/** What a live run says of itself, at most ten times a second. */
export interface RunProgress {
  run: string
  status: RunStatus
  epoch: number
  epochs: number
  step: number
  steps: number
  elapsedMs: number
  /** Milliseconds left, null while unknown. */
  remainingMs: number | null
  /** Points by epoch since the last progress. */
  points: { name: string; at: number; value: number }[]
}

export interface QueueState {
  concurrent: number
  running: string[]
  queued: string[]
}
