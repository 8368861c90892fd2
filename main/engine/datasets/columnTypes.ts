// What a column is: guessed from its storage, its name and its most frequent values. The user can change it.
import type { ColumnType } from '../../../shared/records'

/** What counts as a missing value, without surrounding blanks. */
export const missingTokens: readonly string[] = [
  ...['', 'NA', 'N/A', 'n/a', 'NaN', 'nan', 'NULL', 'null', 'Null', '?'],
  // As spreadsheets, pandas and MySQL write it.
  ...['#N/A', '<NA>', '\\N'],
]

/** Those of them that are words: what a reading lists, since an empty cell is missing in any case. */
export const missingWords: string[] = missingTokens.filter((word) => word !== '')

export interface ColumnEvidence {
  name: string
  /** BIGINT, DOUBLE, DATE, TIMESTAMP or VARCHAR. */
  storage: string
  /** Every value is written like a date. */
  datelike: boolean
  /** Values that are not missing. */
  present: number
  distinct: number
  top: { value: string; count: number }[]
}

/** Pairs of words that mean no and yes, negative first. */
export const booleanPairs: readonly (readonly [string, string])[] = [
  ['false', 'true'],
  ['no', 'yes'],
  ['f', 't'],
  ['n', 'y'],
  ['off', 'on'],
  ['0', '1'],
  ['否', '是'],
]

const codedNames =
  /(^|[_\s.-])(class|label|species|category|kind|type|group|segment|cluster|code|类别|标签|类型)([_\s.-]|$)/i
const mostCodes = 20
const mostCategories = 1000

/**
 * number: whole or decimal numbers. Whole numbers are categories only when the name says that they are codes.
 * boolean: exactly two values that mean no and yes. date: all values written like dates.
 * list: several words in each value, which come again in others. category: words that repeat. text: the rest.
 */
export function guessType(column: ColumnEvidence): ColumnType {
  if (isBoolean(column)) return 'boolean'
  if (column.storage === 'BIGINT' && column.distinct <= mostCodes && codedNames.test(column.name)) return 'category'
  if (column.datelike) return 'date'
  if (column.storage !== 'VARCHAR') return 'number'
  if (listSeparator(column.top.map(({ value }) => value)) !== null) return 'list'
  const repeats = column.distinct <= mostCategories && column.distinct <= Math.max(10, column.present / 2)
  return repeats ? 'category' : 'text'
}

/** What may stand between the words of a list. Commas do so in brackets only: elsewhere they part addresses and sentences. */
const separators = ['|', ';'] as const
/** Longer words are sentences, or more in brackets than a list. */
const longestItem = 40
const leastListed = 0.3

/**
 * What parts the words of lists such as `Action|Comedy`, `red; green` and `["a", "b"]` (a comma), or null when the values
 * are none: enough of them have several words, and these come again in other values.
 */
export function listSeparator(values: readonly string[]): '|' | ';' | ',' | null {
  const bracketed = values.filter((value) => /^\s*\[.*\]\s*$/.test(value))
  if (values.length > 1 && bracketed.length === values.length) {
    return isLists(
      bracketed.map((value) => value.trim().slice(1, -1)),
      ',',
    )
      ? ','
      : null
  }
  return separators.find((separator) => isLists(values, separator)) ?? null
}

function isLists(values: readonly string[], separator: string): boolean {
  const lists = values.map((value) => value.split(separator).map((word) => word.trim()))
  const several = lists.filter((list) => list.length > 1)
  const words = lists.flat().filter((word) => word !== '')
  if (several.length < Math.max(2, values.length * leastListed)) return false
  return words.every(({ length }) => length <= longestItem) && new Set(words).size < 0.75 * words.length
}

function isBoolean({ distinct, top }: ColumnEvidence): boolean {
  if (distinct !== 2) return false
  const words = top.map((entry) => entry.value.toLowerCase())
  return booleanPairs.some((pair) => pair.every((word) => words.includes(word)))
}

/** `3.0`, as whole numbers in a decimal column are written, is the same category as `3`. */
export function plainNumber(word: string): string {
  return /^[+-]?\d+\.0+$/.test(word) ? word.slice(0, word.indexOf('.')) : word
}

/**
 * The two or more values of a class column in order: no before yes (as in `booleanPairs`), numbers by size, words by
 * code unit. For a binary goal the positive class is the last one.
 */
export function orderClasses(values: readonly string[]): string[] {
  const sorted = [...values].sort(compareValues)
  if (sorted.length !== 2) return sorted
  const words = sorted.map((value) => value.toLowerCase())
  const swapped = booleanPairs.some(([no, yes]) => words[0] === yes && words[1] === no)
  return swapped ? sorted.reverse() : sorted
}

function compareValues(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)]
  if (Number.isFinite(x) && Number.isFinite(y) && x !== y) return x - y
  return a < b ? -1 : a > b ? 1 : 0
}
