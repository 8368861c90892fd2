// A data set: an imported table, what each of its columns is, what each is used for, and which rows test the result.
import type { Text } from '../fields/text'
import type { Settings } from '../fields/field'

export const columnTypes = ['number', 'category', 'boolean', 'date', 'text'] as const
export type ColumnType = (typeof columnTypes)[number]

export const roles = ['target', 'feature', 'ignore'] as const
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
  /** Distinct values, missing ones not counted; approximate above a million rows. */
  distinct: number
  min: number | null
  max: number | null
  mean: number | null
  /** Sample standard deviation. */
  deviation: number | null
  /** The most frequent values, at most 20, most frequent first. */
  top: { value: string; count: number }[]
}

/** How the file was read. Every guess can be shown. */
export interface Dialect {
  delimiter: string
  quote: string
  header: boolean
  encoding: string
}

/** Where each record of the file went. `records = rows + rejects + comments + blanks + preamble`, checked at each import. */
export interface RowAccount {
  records: number
  rows: number
  rejects: number
  comments: number
  blanks: number
  preamble: number
}

/** A split kind of the registry, with its settings, its seed among them. */
export interface Split {
  kind: string
  settings: Settings
}

export interface DatasetSource {
  kind: 'file' | 'sample'
  /** The file's name without its folder, or the sample's name. */
  name: string
  sizeBytes: number
}

export interface Dataset {
  id: string
  name: string
  source: DatasetSource
  dialect: Dialect
  /** Content hash of the imported Parquet file, which also names it. */
  table: string
  account: RowAccount
  columns: Column[]
  /** A list, not an object keyed by name: a column may be called `__proto__`. */
  assignments: { column: string; role: Role; reason: Text }[]
  split: Split
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
}

/** A window of rows of an imported table, as text, missing values as null. */
export interface Rows {
  columns: string[]
  offset: number
  total: number
  rows: (string | null)[][]
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

/** The whole preparation of a run's data, stored with the model and re-applied at prediction. */
export interface Preparation {
  schemaVersion: 1
  facts: DatasetFacts
  steps: FittedStep[]
  target: { column: string; goal: Goal; classes: string[]; mean: number; deviation: number }
}

/** Is this data set ready, and for what? Shown as one sentence with the problems under it. */
export interface Readiness {
  goal: Goal | null
  sentence: Text
  /** What each column will be used for, in words. */
  uses: { column: string; use: Text }[]
  facts: DatasetFacts | null
}
