// What a recipe step is: fitted on the training rows of one column, applied to all rows, its learning plain data.
import type { FittedStep, Goal } from '../../../../shared/records'
import type { Field, Settings } from '../../../../shared/fields/field'
import type { Text } from '../../../../shared/fields/text'

/** One column in memory. Missing numbers are NaN, missing words null. */
export type ColumnValues =
  { kind: 'numbers'; name: string; values: Float64Array } | { kind: 'words'; name: string; values: (string | null)[] }

/** Several inputs of a block of rows: entry i says that input `places[i]` of row `rows[i]` has `values[i]`; all others are 0. */
export interface SparseInputs {
  kind: 'sparse'
  /** How many inputs. */
  width: number
  names(): string[]
  /** How many rows. */
  count: number
  rows: Int32Array
  places: Int32Array
  values: Float64Array
}

export type StepOutput = ColumnValues | SparseInputs

export type Learnt = FittedStep['learnt']

/** What the training rows are to predict: for each its class code or its number. */
export interface StepTarget {
  goal: Goal
  /** In the order of their codes; empty for a number. */
  classes: readonly string[]
  values: Float64Array
}

export interface RecipeStep {
  name: string
  label: Text
  summary: Text
  fields: readonly Field[]
  /** What kind of column it can be applied to. */
  takes: ColumnValues['kind']
  /** What its first output is for a step that follows; nothing can follow one that gives finished `inputs`. */
  gives: ColumnValues['kind'] | 'inputs'
  /** Learns from the values of the training rows, which may all be missing; few steps look at the target of these rows. */
  fit(training: ColumnValues, settings: Settings, target: StepTarget): Learnt
  /**
   * What the training rows get in place of what `apply` would make of them: for steps that learn from the target, which
   * must not tell a row its own. As many outputs as `apply` gives.
   */
  forTraining?(training: ColumnValues, settings: Settings, target: StepTarget): ColumnValues[]
  /** Which values of new rows it can make nothing of: words that the training rows did not have, or what is no date. */
  unfit?: { what: 'unseen' | 'notADate'; is(word: string, learnt: Learnt): boolean }
  /** The column's outputs; a following step is applied to the first of them. Never throws, whatever the values. */
  apply(column: ColumnValues, learnt: Learnt): StepOutput[]
}

/** The numbers of a column that a step takes as numbers; all missing when it holds words. */
export function numbersIn(column: ColumnValues): Float64Array {
  return column.kind === 'numbers' ? column.values : new Float64Array(column.values.length).fill(NaN)
}

/** The words of a column that a step takes as words; all missing when it holds numbers. */
export function wordsIn(column: ColumnValues): (string | null)[] {
  return column.kind === 'words' ? column.values : new Array<null>(column.values.length).fill(null)
}

/** A column of numbers under another column's name or its own. */
export function asNumbers(name: string, values: Float64Array): Extract<ColumnValues, { kind: 'numbers' }> {
  return { kind: 'numbers', name, values }
}

/** How often each word occurs, missing ones left out. */
export function countWords(words: Iterable<string | null>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) if (word !== null) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Words by how often they occur, the most frequent first, equally frequent ones by code unit. */
export function byFrequency(counts: ReadonlyMap<string, number>, least = 1): string[] {
  const often = [...counts].filter(([, count]) => count >= least)
  return often.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word)
}
