// Quantiles of a column as the profile shows them.
import { neighboursOf } from '../../quantiles'

/**
 * Quantiles at `shares` (0 to 1) of `present` values (no NaN, at least one), interpolated linearly between neighbours
 * as numpy.quantile does.
 */
export function quantilesOf(present: Float64Array, shares: readonly number[]): number[] {
  return neighboursOf(present, shares).map(({ low, high, share }) => (low === high ? low : low + (high - low) * share))
}
