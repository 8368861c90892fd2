// What the preview of a split shows, and what the leakage doctor finds, each with a remedy that a click applies.
import type { Severity } from '../contract/errors'
import type { Text } from '../fields/text'
import type { Part, Role, Split } from './dataset'
import type { ColumnSteps, RecipeEntry } from './recipe'

/** A split in figures. */
export interface SplitFacts {
  counts: Record<Part, number>
  /** Rows that the split puts in no part. */
  leftOut: number
  /** By class, in the order of the codes; empty when a number is predicted. */
  classes: { label: string; counts: Record<Part, number> }[]
  /** Numbers as in the column, or milliseconds since 1970 when it holds dates; null for a part without any. */
  times: { column: string; dates: boolean; spans: Record<Part, { first: number; last: number } | null> } | null
  users: Seen | null
  items: Seen | null
}

/** Of the different values of a column: all, those that test, and those of them that no training row has. */
export interface Seen {
  column: string
  all: number
  tested: number
  unseen: number
  /** Test rows with such values. */
  unseenRows: number
}

/**
 * What one click changes: a part of the input of `datasets.update`, steps that are put behind the recipe, or columns that
 * are prepared otherwise (the others stay as they are).
 */
export type Change =
  | { split: Split }
  | { roles: { column: string; role: Role }[] }
  | { recipe: RecipeEntry[] }
  | { preparation: ColumnSteps[] }

/** A way in which a result would look better than it is. */
export interface Finding {
  /** `leak/what-leaks`, stable. */
  code: string
  severity: Severity
  message: Text
  hint: Text
  /** How many rows it is about. */
  count: number
  /** Their numbers in the table, from 0, ascending; the first hundred. */
  rows: number[]
  /** Null where there is nothing that a click could mend. */
  remedy: { label: Text; change: Change } | null
}

/** What the leakage doctor says about a data set as it is now. `facts` is null when it could not be split. */
export interface LeakReport {
  findings: Finding[]
  facts: SplitFacts | null
}
