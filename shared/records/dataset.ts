// A data set: an imported table, what each of its columns is, what each is used for, and which rows test the result.
import type { Text } from '../fields/text'
import type { Settings } from '../fields/field'
import type { Problem } from '../contract/errors'
import type { Dialect, Reject, RowAccount, StoredDialect } from './reading'
import type { ColumnSteps, RecipeEntry } from './recipe'

export const columnTypes = ['number', 'category', 'boolean', 'date', 'text', 'list'] as const
export type ColumnType = (typeof columnTypes)[number]

export const roles = [
  'target',
  'alsoTarget',
  'feature',
  'user',
  'item',
  'rating',
  'event',
  'time',
  'sequence',
  'group',
  'weight',
  'ignore',
] as const
export type Role = (typeof roles)[number]

/** What is to be predicted: one of two values, one of several, or a number. */
export const goals = ['binary', 'multiclass', 'regression'] as const
export type Goal = (typeof goals)[number]

/** The parts of a split, in the order of their codes in a part array: train 0, validation 1, test 2. */
export const parts = ['train', 'validation', 'test'] as const
export type Part = (typeof parts)[number]

export interface Column {
  name: string
  /** What the values look like to DuckDB: BIGINT, DOUBLE, VARCHAR, ... */
  storage: string
  type: ColumnType
  missing: number
  /** Distinct values, missing ones not counted; above 100,000 rows approximate where they are more than some 30,000. */
  distinct: number
  min: number | null
  max: number | null
  mean: number | null
  /** Sample standard deviation. */
  deviation: number | null
  /** The most frequent values, at most 20, most frequent first; none where `distinct` is approximate. */
  top: { value: string; count: number }[]
}

/** A split kind of the registry, with its settings, its seed among them. */
export interface Split {
  kind: string
  settings: Settings
}

/** How classes are balanced: training rows of smaller ones are repeated (`over`), or of larger ones left out (`under`). */
export const samplingKinds = ['none', 'over', 'under'] as const
export interface Sampling {
  kind: (typeof samplingKinds)[number]
  seed: number
}

export interface DatasetSource {
  kind: 'file' | 'sample'
  /** The file's name without its folder, or the sample's name. */
  name: string
  sizeBytes: number
  /** Names of all files when there were several. */
  files?: string[]
}

export interface Dataset {
  id: string
  name: string
  source: DatasetSource
  dialect: StoredDialect
  /** Content hash of the Parquet file that all later stages read, which also names it: the imported table, or what the recipe made of it. */
  table: string
  /** Content hash of the table as it was imported, when a recipe made another of it. */
  imported?: string
  /** Rows of `table`, when a recipe made it; the account counts those of the import. */
  rows?: number
  /** Table steps, in order; left out when there are none. */
  recipe?: RecipeEntry[]
  /** Columns that are prepared otherwise than their types propose. */
  preparation?: ColumnSteps[]
  /** Content hash of the table of rejects, which lies beside it; left out when there are none. */
  rejects?: string
  account: RowAccount
  columns: Column[]
  /** A list, not an object keyed by name: a column may be called `__proto__`. */
  assignments: { column: string; role: Role; reason: Text }[]
  split: Split
  /** What is to be learnt, where that is more than the target's type says. */
  task?: TaskChoice
  /** Left out, or `none`, when training rows are used as they are. */
  sampling?: Sampling
  createdAt: string
  updatedAt: string
}

/** A file's first rows and the guesses about it, before it is imported. */
export interface Inspection {
  path: string
  sizeBytes: number
  dialect: Dialect
  columns: { name: string; type: ColumnType; storage: string }[]
  rows: (string | null)[][]
  /** Of the part that was looked at, at most 100. */
  rejects: Reject[]
  /** What is wrong with the reading that was asked for (then there are no columns and rows), or was only guessed. */
  problems: Problem[]
}

/** A window of rows of an imported table, as text, missing values as null. */
export interface Rows {
  columns: string[]
  offset: number
  total: number
  rows: (string | null)[][]
}

/** A row and those most like it, by cosine over standardised columns (1: same direction, -1: opposite), most similar first. */
export interface SimilarRows {
  columns: string[]
  /** `row` is an index from 0, cells are texts. */
  row: { row: number; cells: (string | null)[] }
  similar: { row: number; similarity: number; cells: (string | null)[] }[]
}

/** A shipped data set with the note of its licence. */
export interface Sample {
  name: string
  title: Text
  summary: Text
  licence: string
  credit: string
  rows: number
  columns: number
  goal: Goal
}

/** What an architecture and a run need to know of a prepared data set. */
export interface DatasetFacts {
  goal: Goal
  /** Width of the prepared input: columns after encoding. */
  width: number
  /** Names of the prepared inputs, `width` of them, such as `Month=May`. */
  inputs: string[]
  /** Class labels in the order of their codes; the positive one is last for a binary goal; empty for regression. */
  classes: string[]
  /** Rows a part. Rows without a target are in none. */
  counts: Record<Part, number>
  droppedRows: number
  /** Inputs by name, where rows are more than one table of numbers. */
  blocks?: BlockFacts[]
  /** Numbers that a network is to give a row, where neither goal nor classes say it: codes of items, or steps ahead. */
  outputs?: number
  /** Targets beside the first one, which goal and classes are of; a network has an output for each, in this order. */
  alsoTargets?: AlsoTarget[]
}

/** A target beside the first one. */
export interface AlsoTarget {
  column: string
  goal: Goal
  classes: string[]
}

/** What enters a network by its name: a block of prepared values, aligned by row with all others. */
export interface BlockFacts {
  name: string
  /** Of one row. */
  shape: number[]
  kind: 'codes' | 'numbers'
  /** How many codes there are, the 0 of padding and of unknown words among them. */
  size?: number
}

/** One fitted preparation step: what was learnt from the training part, as plain data. */
export interface FittedStep {
  /** Name of a recipe step of the registry. */
  step: string
  column: string
  settings: Settings
  /** Numbers and words learnt from the training rows only. */
  learnt: Record<string, number | string | boolean | null | number[] | string[]>
}

/** A target with what turns a network's numbers back into its own unit. */
export interface PreparedTarget {
  column: string
  goal: Goal
  classes: string[]
  mean: number
  deviation: number
}

/** The whole preparation of a run's data, stored with the model and re-applied at prediction. */
export interface Preparation {
  schemaVersion: 1
  facts: DatasetFacts
  steps: FittedStep[]
  target: PreparedTarget
  /** In the order of `facts.alsoTargets`; left out when there is but one target. */
  alsoTargets?: PreparedTarget[]
  /** How rows were arranged, where they are more than the rows of the table. */
  arrangement?: Arrangement
}

/** What a table can be used to learn, each with what it needs of the roles. */
export const tasks = ['classification', 'regression', 'rating', 'topN', 'nextItem', 'forecast'] as const
export type Task = (typeof tasks)[number]

/** A task with its settings. */
export interface TaskChoice {
  task: Task
  settings: Settings
}

/** What new rows need to be arranged as the rows of training were. */
export interface Arrangement extends TaskChoice {
  /** The column that was read for each role. */
  columns: { role: Role; column: string }[]
  /** Names of the lists of words that codes stand for; the words themselves lie beside as arrays. */
  words: string[]
}

/** Is a data set fit for one task? In a sentence, with what each column would be used for and what is missing. */
export interface TaskReadiness {
  task: Task
  ready: boolean
  sentence: Text
  uses: { column: string; use: Text }[]
  missing: Text[]
}

/** Is this data set ready, and for what? Shown as one sentence with the problems under it. */
export interface Readiness {
  goal: Goal | null
  sentence: Text
  /** What each column will be used for, in words. */
  uses: { column: string; use: Text }[]
  facts: DatasetFacts | null
  /** All tasks, those that it is ready for first. */
  tasks: TaskReadiness[]
}
