// What a check of drift is: it looks at one column in both tables and says what differs.
import { formatNumber, formatPercent } from '../../../../shared/numbers/format'
import type { Text } from '../../../../shared/fields/text'
import type { ColumnType, DriftFinding, DriftTest, Role } from '../../../../shared/records'
import type { ColumnValues } from '../recipe'
import { readTimes } from '../splits'

/** A column of one table, ready to be compared. `total` counts missing values too. */
export type Sample =
  | { kind: 'numbers'; sorted: Float64Array; dates: boolean; missing: number; total: number }
  | { kind: 'words'; counts: Map<string, number>; missing: number; total: number }

/** A column that both tables have. */
export interface ColumnPair {
  column: string
  role: Role
  type: ColumnType
  before: Sample
  now: Sample
  /** Null where a distribution says nothing: free text, ids, times, too few values. */
  measured: { psi: number; test: DriftTest } | null
}

export interface DriftCheck {
  name: string
  label: Text
  summary: Text
  find(pair: ColumnPair): DriftFinding[]
}

/** Numbers and dates sorted, words counted; what is neither number nor date where one is wanted is missing. */
export function sampleOf(column: ColumnValues, type: ColumnType): Sample {
  const total = column.values.length
  const timed = type === 'date' ? readTimes(column) : null
  if (column.kind === 'words' && timed === null) {
    const counts = new Map<string, number>()
    for (const word of column.values) if (word !== null) counts.set(word, (counts.get(word) ?? 0) + 1)
    const present = [...counts.values()].reduce((sum, count) => sum + count, 0)
    return { kind: 'words', counts, missing: total - present, total }
  }
  const values = timed?.values ?? (column.kind === 'numbers' ? column.values : new Float64Array(0))
  const sorted = values.filter(Number.isFinite).sort()
  return { kind: 'numbers', sorted, dates: timed?.dates ?? false, missing: total - sorted.length, total }
}

/** Counts of present values: rows less missing ones. */
export function present({ total, missing }: Sample): number {
  return total - missing
}

/** A number of a column as it is shown: dates by their day. */
export function shown(value: number, dates: boolean): string {
  return dates ? new Date(value).toISOString().slice(0, 10) : formatNumber(value)
}

/** "3 (1.5 %)"; few are never said to be none. */
export function countAndShare(count: number, total: number): string {
  const share = total > 0 ? count / total : 0
  return `${count} (${count > 0 && share < 0.005 ? '< 1 %' : formatPercent(share)})`
}

const mostLetters = 80

/** A column's name as it stands in a sentence: very long ones are cut. */
export function short(name: string): string {
  return name.length > mostLetters ? `${name.slice(0, mostLetters - 1)}…` : name
}
