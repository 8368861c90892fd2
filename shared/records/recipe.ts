// A recipe: steps that change the whole table before it is split, and steps that prepare single columns after it.
import type { Problem } from '../contract/errors'
import type { Field, Settings } from '../fields/field'
import type { Text } from '../fields/text'

/** One table step as it was ordered; one that is not enabled is kept and passed over. */
export interface RecipeEntry {
  id: string
  /** Name of a table step of the registry. */
  step: string
  settings: Settings
  enabled: boolean
}

export interface TableSize {
  rows: number
  columns: number
}

/** What one step did to the table. */
export interface StepOutcome {
  id: string
  before: TableSize
  after: TableSize
  /** Columns whose count of missing values changed, such as by a conversion; columns that came or went are not among them. */
  missing: { column: string; before: number; after: number }[]
  /** At most 20 rows after the step, as text. */
  preview: { columns: string[]; rows: (string | null)[][] }
  /** What else it did, such as how many rows a join found nothing for. */
  notes?: Text[]
}

/** What a recipe does to the table that was imported. */
export interface RecipeOutcome {
  /** One for each enabled entry up to the first that has an error. */
  steps: StepOutcome[]
  /** Errors of one entry: the steps from it on are not applied. */
  problems: (Problem & { entry: string })[]
  /** Columns that each entry is handed, by the entry's id: what its settings may name. */
  columns: { entry: string; names: string[] }[]
}

/** How one column is prepared when it is not done as its type proposes: steps in order. */
export interface ColumnSteps {
  column: string
  steps: { step: string; settings: Settings }[]
}

export interface StepInfo {
  name: string
  label: Text
  summary: Text
  fields: Field[]
}

/** A step that prepares one column, fitted on its training rows. */
export interface ColumnStepInfo extends StepInfo {
  takes: 'numbers' | 'words'
}

/** All steps that there are, in the order in which they are offered. */
export interface StepCatalogue {
  table: StepInfo[]
  column: ColumnStepInfo[]
}

/** Values of a column that are spellings of one another. */
export interface SpellingGroup {
  /** The most frequent spelling (the first by code unit among equals), which the others are to become. */
  to: string
  others: string[]
  /** `form`: they differ in capitals, blanks, accents, width or signs only. `typing`: by one or two edits too. */
  reason: 'form' | 'typing'
}

export interface Completion {
  kind: 'column' | 'function' | 'word'
  label: string
  /** What is put in place of `from` to `to`. */
  insert: string
  detail: Text
}

/** The part of an expression that a choice replaces, and the choices, best first, at most 50. */
export interface Completions {
  from: number
  to: number
  items: Completion[]
}
