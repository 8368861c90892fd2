// Drift: how another table differs from the one that a model is trained on, column by column.
import type { Severity } from '../contract/errors'
import type { Text } from '../fields/text'
import type { ColumnType, Role } from './dataset'

/** A test of whether the values of both tables can have one origin. */
export interface DriftTest {
  /** Kolmogorov and Smirnov's of two samples for numbers and dates, chi-square for words. */
  kind: 'ks' | 'chiSquare'
  /** The largest distance of the two distributions, or the chi-square statistic. */
  statistic: number
  /** How likely a statistic this large is when the origin is one. */
  p: number
}

/** What a number looks like in one table; null where the column holds words. */
export interface DriftRange {
  min: number
  median: number
  max: number
}

export interface ColumnDrift {
  column: string
  role: Role
  type: ColumnType
  /** The gravest of its findings; null when nothing is to be said. */
  severity: Severity | null
  /** Population stability index; null where it is not measured (free text, users, items, too few values). */
  psi: number | null
  test: DriftTest | null
  /** Shares of missing values, 0 to 1. */
  missing: { before: number; now: number }
  range: { before: DriftRange; now: DriftRange; dates: boolean } | null
  /** The same bins or words in both tables, as shares of the present values. */
  shares: { label: string; before: number; now: number }[]
}

/** One difference in words. */
export interface DriftFinding {
  /** `drift/what-differs`, stable. */
  code: string
  severity: Severity
  column: string
  message: Text
  hint: Text
}

export interface DriftReport {
  /** Rows compared: the training rows of the one table where it can be split, otherwise all; all of the other. */
  rows: { before: number; now: number }
  /** True when the rows that were compared with are training rows only. */
  training: boolean
  /** The gravest first. */
  findings: DriftFinding[]
  /** Of the columns that both have and that are not ignored, in the order of the table. */
  columns: ColumnDrift[]
}
