// What a ranking metric is: one entry of their registry, computed exactly from lists of recommended items.
import type { MetricInfo } from '../../../../shared/records'

/** One list of recommended items and what it should have held. */
export interface RankedCase {
  /** How many items should have been found, at least 1; those that cannot be ranked are among them. */
  relevant: number
  /** The recommended items by code, the best first, at most `cutoff`. */
  top: Int32Array
  /** Places of relevant items in `top`, from 1, ascending. */
  places: readonly number[]
}

export interface RankingInput {
  /** The length of the lists, N. */
  cutoff: number
  cases: readonly RankedCase[]
  /** How many items could be recommended; null where each list was drawn from a few of them. */
  items: number | null
}

export interface RankingMetric extends Omit<MetricInfo, 'leading'> {
  /** The value over all lists; null where it is not defined. */
  compute(input: RankingInput): number | null
}

/** The mean of `value` over all lists, each counting the same; null without lists. */
export function meanOverCases({ cases }: RankingInput, value: (one: RankedCase) => number): number | null {
  if (cases.length === 0) return null
  return cases.reduce((sum, one) => sum + value(one), 0) / cases.length
}

/** Most relevant items that a list can hold. */
export function mostFound({ cutoff }: RankingInput, { relevant }: RankedCase): number {
  return Math.min(cutoff, relevant)
}
