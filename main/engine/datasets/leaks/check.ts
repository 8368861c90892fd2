// What a leakage check is: it looks at a table that is split and says where a result would look better than it is.
import type { Severity } from '../../../../shared/contract/errors'
import type { Text } from '../../../../shared/fields/text'
import type { ColumnSteps, Finding, FittedStep, Goal, Split } from '../../../../shared/records'
import type { Work } from '../pieces'
import type { ColumnValues } from '../recipe'

/** A column of words that says whose a row is. */
export interface Owner {
  column: string
  values: (string | null)[]
  /** True when its role or the split says so, false when only its name does. */
  sure: boolean
}

/** A table as it is split: each array has one value for each row that has a target, or for all rows where there is none. */
export interface LeakInput {
  /** Number of each row in the table, from 0. */
  rows: Int32Array
  /** Part codes. */
  part: Uint8Array
  /** Null where users come to items and nothing else is to be predicted. */
  target: { column: string; goal: Goal; classes: readonly string[]; values: Float64Array } | null
  features: readonly ColumnValues[]
  split: Split
  time: { column: string; values: Float64Array; dates: boolean; sure: boolean } | null
  user: Owner | null
  item: Owner | null
  group: Owner | null
  /** The fitted steps of the arrays that runs of this table use; none while there are no arrays. */
  steps: readonly FittedStep[]
  /** How features are to be prepared where it is not as their types propose. */
  preparation: readonly ColumnSteps[]
}

export interface LeakCheck {
  name: string
  label: Text
  summary: Text
  /** Pure, and quick enough for a million rows; in pieces where it looks at every feature. */
  find(input: LeakInput): Work<Finding[]>
}

const mostRows = 100

/** A finding about the rows at `places`. */
export function finding(
  input: Pick<LeakInput, 'rows'>,
  places: readonly number[],
  said: { code: string; severity: Severity; message: Text; hint: Text; remedy: Finding['remedy'] },
): Finding {
  const rows = places.slice(0, mostRows).map((place) => input.rows[place] as number)
  return { ...said, count: places.length, rows }
}

/** The places of the rows in a part. */
export function placesIn(part: Uint8Array, code: number): number[] {
  const places: number[] = []
  part.forEach((found, place) => found === code && places.push(place))
  return places
}

/** The remedy of cutting all rows at one time. */
export function cutInTime(column: string): NonNullable<Finding['remedy']> {
  return {
    label: { en: `Split by time in "${column}"`, zh: `按“${column}”的时间划分` },
    change: { split: { kind: 'time', settings: { column } } },
  }
}

/** True for splits that look at the rows of each user for themselves. */
export function isByUser({ kind }: Split): boolean {
  return kind === 'leaveLastOut' || kind === 'leaveOneOut' || kind === 'perUser'
}
