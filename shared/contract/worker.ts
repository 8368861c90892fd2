// Main <-> worker process: commands and reports, one wire for all transports (in-process, forked, utility).
import type { Problem, WireError } from './errors'
import type * as R from '../records'
import type { Settings } from '../fields/field'
import type { Text } from '../fields/text'

/** How the data is to be used: everything that `prepare` needs, and what the prepared arrays are named by. */
export interface PrepareSpec {
  /** Content hash of the table. */
  table: string
  /** `steps`: how a feature is prepared when not as its type proposes. */
  columns: { name: string; type: R.ColumnType; role: R.Role; steps?: R.ColumnSteps['steps'] }[]
  split: R.Split
  /** Left out where rows of the table are prepared as they are. */
  task?: R.TaskChoice
  sampling?: R.Sampling
}

/** One run, ready to train. */
export interface TrainSpec {
  run: string
  graph: R.Graph
  goal: R.Goal
  training: Settings
  seed: number
  /** Path of the prepared arrays. */
  preparedFile: string
  /** A folder of this run alone, for the model it keeps. */
  modelFolder: string
  /** How it is to train; null for the first of its kind, which chooses. */
  plan: R.Plan | null
  /** A folder of this run alone, and the files in it to go on from, the newest first. */
  checkpoints: { folder: string; names: string[] }
  /** True for a run that was begun before and goes on where it was. */
  resumes: boolean
  start: TrainStart | null
  /** What the tiers were measured to cost in earlier runs of the same network, batch and machine. */
  forecasts: R.Forecast[]
}

/** A network to be tried out on prepared data. */
export type ProbeSpec = Pick<TrainSpec, 'graph' | 'training' | 'seed' | 'preparedFile'>

/** What a network was measured to take. */
export interface ProbeResult {
  /** The one that takes most of a run. */
  tier: R.Tier
  /** Milliseconds a step, of several pieces of some steps each. */
  stepMs: number[]
  stepsPerEpoch: number
  /** What an epoch takes besides its steps: validation and metrics. */
  closingMs: number
  /** Of all tiers that were made ready. */
  compileMs: number
  /** What the worker held at most. */
  peakBytes: number
  /** What waited for a core meanwhile, other programs' work too, by core; 0 where the system does not tell. */
  busy: number
}

/** Weights to begin with instead of drawn ones: those that a run has kept, or those of an imported model. */
export type TrainStart = {
  /** What people call the run or the architecture that they are of. */
  name: string
} & ({ modelFolder: string } | { weightsFile: string })

/** A playground to be opened. */
export interface PlaySpec {
  play: string
  graph: R.Graph
  training: Settings
  seed: number
  /** Path of the prepared arrays: two numbers a row. */
  preparedFile: string
  /** Rows that are taken where there are more. */
  mostRows: number
}

/** What a playground shows: first what stays, then one moment after another. */
export type PlayReport = { kind: 'room'; room: R.PlayRoom } | { kind: 'frame'; frame: R.PlayFrame }

/** What a training worker says while it trains; the supervisor stores and forwards it. */
export type TrainReport =
  | {
      kind: 'status'
      status: 'compiling' | 'training'
      /** Null while it is being chosen: what is compiled for that may take seconds, in which nothing is heard. */
      plan: R.Plan | null
      epochs: number
      stepsPerEpoch: number
      parameters: number
    }
  /** It waits between two chunks, until it is resumed. */
  | { kind: 'paused' }
  | { kind: 'resumed' }
  /** A checkpoint was written; all that was measured until then was reported before. */
  | { kind: 'checkpoint'; name: string; epoch: number; step: number }
  | { kind: 'problem'; problem: Problem }
  /** What the tiers cost in this run. */
  | { kind: 'measured'; forecasts: R.Forecast[] }
  /** `values[i]` stands at `(first + i) * every`; `every` is 1 when left out. */
  | { kind: 'block'; name: string; axis: 'epoch' | 'step'; first: number; every?: number; values: Float64Array }
  /** All of one epoch, weights first, in the order of the network. */
  | { kind: 'histograms'; histograms: R.Histogram[] }
  | { kind: 'progress'; epoch: number; step: number; steps: number; elapsedMs: number; remainingMs: number | null }

export interface ImportResult {
  table: string
  /** Content hash of the table of rejects beside it; null when there are none. */
  rejects: string | null
  dialect: R.Dialect
  columns: R.Column[]
  account: R.RowAccount
  sizeBytes: number
}

/** A recipe and what it is applied to. */
export interface RecipeInput {
  /** Path of the table as it was imported. */
  file: string
  recipe: R.RecipeEntry[]
  /** Tables that steps may bring in, by the id of their data set, and the workspace's key of pseudonyms ('' for none). */
  given: { tables: { dataset: string; file: string }[]; key: string }
}

/** A table that a recipe made, by its content hash. */
export interface RecipeTable {
  table: string
  columns: R.Column[]
}

/** What the profile of a table is made from: what its import counted of each column, and what each is used for. */
export interface ProfileInput {
  file: string
  columns: R.Column[]
  roles: { column: string; role: R.Role }[]
}

/** Every task a worker knows: its input, its reply, and what it reports on the way. Paths in inputs come from the supervisor, never from a page. */
export interface Tasks {
  'tables.inspect': { input: { path: string; reading?: R.Reading }; output: R.Inspection; report: never }
  /** Imports into `folder` as `<hash>.parquet`; `reshape` is SQL of our own that makes one table of a sample's files. */
  'tables.import': {
    input: {
      path: string
      /** More files with the same columns, whose rows follow. */
      more?: string[]
      folder: string
      temporaryFolder: string
      reshape: string | null
      reading?: R.Reading
      badRows?: R.BadRows
    }
    output: ImportResult
    report: never
  }
  'tables.rows': { input: { file: string; offset: number; limit: number }; output: R.Rows; report: never }
  /** Writes the rejects to `target` as CSV, whole or not at all. */
  'tables.exportRejects': { input: { file: string; target: string }; output: { rows: number }; report: never }
  'tables.profile': { input: ProfileInput; output: R.Profile; report: never }
  'tables.rejects': { input: { file: string; offset: number; limit: number }; output: R.Rejects; report: never }
  /** Splits, fits on the training part, applies, and writes the arrays to `target` (made whole or not at all). */
  'tables.prepare': {
    input: { file: string; spec: PrepareSpec; target: string }
    output: { preparation: R.Preparation | null; problems: Problem[] }
    report: never
  }
  /** `prepared`: the arrays that were made of this table by this spec, null when there are none. */
  'tables.leaks': {
    input: { file: string; spec: PrepareSpec; prepared: string | null }
    output: R.LeakReport
    report: never
  }
  /** The training rows of one table and all rows of another; `columns` are the other's. */
  'tables.drift': {
    input: { file: string; spec: PrepareSpec; other: string; columns: { name: string; type: R.ColumnType }[] }
    output: R.DriftReport
    report: never
  }
  /** What the kept model in the folder `model` has learnt, and all rows of a table with these columns. */
  'tables.driftOfModel': {
    input: { model: string; other: string; columns: { name: string; type: R.ColumnType }[] }
    output: R.DriftReport
    report: never
  }
  'tables.similarRows': {
    input: { file: string; columns: string[]; row: number; limit: number }
    output: R.SimilarRows
    report: never
  }
  /** The graph of a model of Keras or TensorFlow.js; weights that fit it are kept in `folder` as `<hash>.nla`. */
  'models.read': {
    input: { path: string; folder: string; temporaryFolder: string }
    output: { graph: R.Graph; found: R.FoundModel; said: Text[]; weights: Omit<R.ImportedWeights, 'file'> | null }
    report: never
  }
  'tables.tryRecipe': { input: RecipeInput; output: R.RecipeOutcome; report: never }
  /** Makes `<hash>.parquet` in `folder`, or nothing when a step has an error. */
  'tables.applyRecipe': {
    input: RecipeInput & { folder: string; temporaryFolder: string }
    output: { made: RecipeTable | null; problems: R.RecipeOutcome['problems'] }
    report: never
  }
  'tables.recipeColumns': { input: RecipeInput; output: { name: string; storage: string }[]; report: never }
  'tables.spellings': { input: RecipeInput & { column: string }; output: R.SpellingGroup[]; report: never }
  /** Takes some steps and keeps nothing. */
  'training.probe': { input: ProbeSpec; output: ProbeResult; report: never }
  'training.run': { input: TrainSpec; output: R.Outcome; report: TrainReport }
  /** Stays until it is cancelled, and does what it is told by words. */
  'training.play': { input: PlaySpec; output: null; report: PlayReport; words: R.PlayWord }
  'exports.write': {
    input: { format: string; modelFolder: string; preparedFile: string; folder: string; name: string }
    output: Pick<R.ExportReport, 'files' | 'rowsCompared' | 'largestDifference' | 'tolerance' | 'agrees'>
    report: never
  }
  /** Fits and scores the baselines for prepared data; those that are too slow for it are left out. */
  'baselines.measure': { input: { preparedFile: string }; output: R.BaselineScores[]; report: never }
  'app.probe': {
    input: Record<string, never>
    output: { tensorflow: string | null; duckdb: string | null }
    report: never
  }
}
export type TaskName = keyof Tasks

/** What a task can be told while it is under way; most are told nothing. */
export type WordOf<N extends TaskName> = Tasks[N] extends { words: infer W } ? W : never

/** A tables worker owns DuckDB and stays; a training worker owns TensorFlow and ends with its task. */
export type WorkerKind = 'tables' | 'training'

export type WorkerCommand =
  | { kind: 'start'; id: number; task: TaskName; input: unknown }
  /** `keep`: end as soon as possible and keep what there is (a run that is stopped); otherwise drop it. */
  | { kind: 'cancel'; id: number; keep: boolean }
  /** Waits at the next opportunity and keeps all there is; `resume` lets it go on. */
  | { kind: 'pause'; id: number }
  | { kind: 'resume'; id: number }
  /** What a task of its own kind understands; see `WordOf`. */
  | { kind: 'tell'; id: number; word: unknown }

export type WorkerReport =
  | { kind: 'ready' }
  | { kind: 'progress'; id: number; stage: string; done: number; total: number | null }
  | { kind: 'log'; id: number; line: string }
  | { kind: 'report'; id: number; report: unknown }
  | { kind: 'done'; id: number; value: unknown }
  | { kind: 'failed'; id: number; error: WireError }

/** What a task is handed besides its input. */
export interface TaskContext<N extends TaskName> {
  signal: AbortSignal
  /** True when the task was asked to end and keep what there is; then the signal is not aborted. */
  stopAsked(): boolean
  /** True while the task is to wait. */
  pauseAsked(): boolean
  /** Resolves when it is to wait no longer: it goes on, stops, or is cancelled. */
  resumed(): Promise<void>
  /** Hears what the task is told, from the first word on; one listener a task. */
  onWord(listener: (word: WordOf<N>) => void): void
  progress(stage: string, done: number, total: number | null): void
  log(line: string): void
  report(report: Tasks[N]['report']): void
}
export type TaskHandler<N extends TaskName> = (
  input: Tasks[N]['input'],
  context: TaskContext<N>,
) => Promise<Tasks[N]['output']>
