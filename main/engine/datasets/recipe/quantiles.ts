// Quantiles of numbers, as numpy's default (linear interpolation) gives them. Used by the steps that fill, scale and cut.
import { neighboursOf, presentOf } from '../quantiles'

/** The number that lies at a share of the way from one to another, also where their distance is beyond the largest number. */
export function between(from: number, to: number, share: number): number {
  const distance = to - from
  return Number.isFinite(distance) ? from + distance * share : from * (1 - share) + to * share
}

/** The quantiles, each from 0 to 1, of the numbers that are not missing; NaN for each when there is none. */
export function quantilesOf(values: Float64Array, wanted: readonly number[]): number[] {
  const present = presentOf(values)
  if (present.length === 0) return wanted.map(() => NaN)
  return neighboursOf(present, wanted).map(({ low, high, share }) => (low === high ? low : between(low, high, share)))
}
