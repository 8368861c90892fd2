// A run: one architecture trained once on one data set with one seed, and everything that came of it.
import type { Settings } from '../fields/field'
import type { Text } from '../fields/text'
import type { Problem, WireError } from '../contract/errors'
import type { DatasetFacts, Goal, Part, Split } from './dataset'

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
  training: ['paused', 'stopping', 'finished', 'stopped', 'failed', 'interrupted'],
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

/** How a run trains, fixed before step 0 and replayed on resume. */
export interface Plan {
  tier: 'eager' | 'graph' | 'xla'
  reason: Text
  threads: number
  libraryVersion: string
}

/** Every number carries its protocol; two runs with different protocols are not ranked together without a warning. */
export interface Protocol {
  goal: Goal
  target: string
  /** Content hash of the imported table. */
  table: string
  split: Split
  counts: Record<Part, number>
}

/** Final values by part and metric, computed exactly on all rows of the part with the kept weights. */
export type Scores = Record<Part, Record<string, number>>

export interface Outcome {
  scores: Scores
  /** The epoch whose weights were kept, counted from 1. */
  keptEpoch: number
  epochsDone: number
  stepsDone: number
  /** Why training ended: `epochs-done`, `early-stopping`, `stopped-by-user`, `diverged`. */
  endedBy: string
  trainingMs: number
  /** Where it diverged and what to try; absent otherwise. */
  problem?: Problem
}

export interface Run {
  id: string
  /** Counts up within the workspace: what people call it by. */
  number: number
  name: string
  /** Runs launched together. */
  experiment: string
  dataset: { id: string; name: string }
  architecture: { id: string; name: string; template: string; settings: Settings }
  training: Settings
  seed: number
  status: RunStatus
  /** Why it is failed, interrupted or stopped. */
  reason: WireError | null
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
  /** `metric/part`, such as `loss/validation`, or `loss/step`. */
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
