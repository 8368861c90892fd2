// What a split kind is: it says for each usable row whether it trains, validates or tests.
import type { Problem } from '../../../../shared/contract/errors'
import type { Field, Settings } from '../../../../shared/fields/field'
import type { Text } from '../../../../shared/fields/text'
import { createRandom, shuffle } from '../../../../shared/numbers/random'
import type { Pieces, Work } from '../pieces'

/** Part codes, in the order of `parts` of the dataset record. */
export const partCodes = { train: 0, validation: 1, test: 2 } as const

/** The code of rows that a split puts in no part, such as those after a rolling window: preparing drops them. */
export const leftOut = 3

/** A column that a kind reads, named by one of its `column` fields. */
export interface ColumnNeed {
  field: string
  /** Words as they are; times as numbers, or as milliseconds since 1970 where they are ISO dates. */
  as: 'words' | 'times'
  /** The role whose first column is read while the field is empty. */
  role?: string
  /** True when the kind can do without it. */
  optional?: boolean
  /** True when a row without a value is the kind's to judge; otherwise such rows are in no part. */
  judged?: boolean
  /** True when the column tells the parts, so that nothing should be predicted from it. */
  telling?: boolean
}

/** The values of a column that a kind reads, one for each row to be split. */
export type SplitColumn =
  { as: 'words'; name: string; values: (string | null)[] } | { as: 'times'; name: string; values: Float64Array }

/** The rows to be split: those with a target, in the order of the table. */
export interface SplitInput {
  count: number
  /** The group of each row that every part should have its share of: its class, or its tenth of a number's range. */
  strata: Int32Array
  /** True when the target is a class. */
  classes: boolean
  /** The number of each row in the table, from 0. */
  rows: Int32Array
  /** How many rows the table has. */
  total: number
  /** What the kind reads, by the name of the field that names it. */
  columns: ReadonlyMap<string, SplitColumn>
}

export interface SplitResult {
  /** A part code for each row, or `leftOut`. */
  part: Uint8Array
  problems: Problem[]
}

export interface SplitKind {
  name: string
  label: Text
  summary: Text
  fields: readonly Field[]
  /** The columns that it reads; none when left out. */
  needs?: readonly ColumnNeed[]
  /** The same input and settings give the same parts, on every machine. In pieces where it takes seconds. */
  assign(input: SplitInput, settings: Settings): Work<SplitResult>
}

export const testShare: Field = {
  kind: 'number',
  name: 'testShare',
  label: { en: 'Test share', zh: '测试集比例' },
  help: {
    en: 'Share of all rows that are kept aside to test the result once.',
    zh: '留作最终一次性测试的行占全部行的比例。',
  },
  default: 0.2,
  min: 0.01,
  max: 0.9,
  step: 0.05,
}

export const validationShare: Field = {
  kind: 'number',
  name: 'validationShare',
  label: { en: 'Validation share', zh: '验证集比例' },
  help: {
    en: 'Share of the rows that are not for testing: watched while training, to choose the best epoch.',
    zh: '除测试行以外的行中用于验证的比例：训练时观察，用来选择最佳轮次。',
  },
  default: 0.2,
  min: 0.01,
  max: 0.9,
  step: 0.05,
}

export const splitSeed: Field = {
  kind: 'integer',
  name: 'seed',
  label: { en: 'Split seed', zh: '划分种子' },
  help: {
    en: 'The same seed gives the same parts; another seed gives other ones.',
    zh: '相同的种子得到相同的划分；不同的种子得到不同的划分。',
  },
  default: 1,
  min: 0,
  max: 2 ** 31 - 1,
}

/**
 * Picks `share` of `rows`, of every stratum its share: the rows are shuffled within their strata, and each stratum's
 * number is rounded so that the sum over all strata is right within one row. Returns the picked ones and the rest.
 */
export function pickShare(
  rows: Int32Array,
  strata: Int32Array | null,
  share: number,
  seed: number,
): { picked: Int32Array; rest: Int32Array } {
  const random = createRandom(seed)
  const picked: number[] = []
  const rest: number[] = []
  let wanted = 0
  for (const group of groupsOf(rows, strata)) {
    shuffle(group, random)
    wanted += group.length * share
    const take = Math.max(0, Math.min(group.length, Math.round(wanted) - picked.length))
    // One by one: spreading a million rows into a call overflows the stack.
    group.forEach((row, place) => (place < take ? picked : rest).push(row))
  }
  return { picked: Int32Array.from(picked), rest: Int32Array.from(rest) }
}

/** Sets the test rows and then, from the rest, the validation rows. The two draws use seeds of their own. */
export function* assignShares(input: SplitInput, settings: Settings, strata: Int32Array | null): Pieces<SplitResult> {
  const part = new Uint8Array(input.count)
  const all = Int32Array.from({ length: input.count }, (_, row) => row)
  const seed = Number(settings.seed)
  const test = pickShare(all, strata, Number(settings.testShare), seed)
  yield { done: 1, total: 2 }
  const validation = pickShare(test.rest, strata, Number(settings.validationShare), seed ^ 0x5bd1e995)
  for (const row of test.picked) part[row] = partCodes.test
  for (const row of validation.picked) part[row] = partCodes.validation
  return { part, problems: [] }
}

/** Takes its share of the rows that are training rows so far to validate, stratified when the target is a class. */
export function carveValidation(part: Uint8Array, input: SplitInput, settings: Settings): void {
  const training = Int32Array.from([...part.keys()].filter((row) => part[row] === partCodes.train))
  const strata = input.classes ? input.strata : null
  const { picked } = pickShare(training, strata, Number(settings.validationShare), Number(settings.seed))
  for (const row of picked) part[row] = partCodes.validation
}

function groupsOf(rows: Int32Array, strata: Int32Array | null): number[][] {
  if (strata === null) return [[...rows]]
  const groups = new Map<number, number[]>()
  for (const row of rows) {
    const stratum = strata[row] ?? 0
    const group = groups.get(stratum)
    if (group === undefined) groups.set(stratum, [row])
    else group.push(row)
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group)
}
