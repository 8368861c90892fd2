// What a recipe step is: fitted on the training rows of one column, applied to all rows, its learning plain data.
import type { FittedStep } from '../../../../shared/records'
import type { Field, Settings } from '../../../../shared/fields/field'
import type { Text } from '../../../../shared/fields/text'

/** One column in memory. Missing numbers are NaN, missing words null. */
export type ColumnValues =
  { kind: 'numbers'; name: string; values: Float64Array } | { kind: 'words'; name: string; values: (string | null)[] }

export type Learnt = FittedStep['learnt']

export interface RecipeStep {
  name: string
  label: Text
  summary: Text
  fields: readonly Field[]
  /** What kind of column it can be applied to. */
  takes: ColumnValues['kind']
  /** What its first output is for a step that follows; nothing can follow one that gives finished `inputs`. */
  gives: ColumnValues['kind'] | 'inputs'
  /** Learns from the values of the training rows, which may all be missing. */
  fit(training: ColumnValues, settings: Settings): Learnt
  /** The column's outputs; a following step is applied to the first of them. Never throws, whatever the values. */
  apply(column: ColumnValues, learnt: Learnt): ColumnValues[]
}

/** The numbers of a column that a step takes as numbers; all missing when it holds words. */
export function numbersIn(column: ColumnValues): Float64Array {
  return column.kind === 'numbers' ? column.values : new Float64Array(column.values.length).fill(NaN)
}

/** The words of a column that a step takes as words; all missing when it holds numbers. */
export function wordsIn(column: ColumnValues): (string | null)[] {
  return column.kind === 'words' ? column.values : new Array<null>(column.values.length).fill(null)
}

/** How often each word occurs, missing ones left out. */
export function countWords(words: (string | null)[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) if (word !== null) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
