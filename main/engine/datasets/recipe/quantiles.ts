// Quantiles of numbers, as numpy's default (linear interpolation) gives them. Used by the steps that scale and cut.

/** The quantiles, each from 0 to 1, of the numbers that are not missing; NaN for each when there is none. */
export function quantilesOf(values: Float64Array, wanted: readonly number[]): number[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  return wanted.map((quantile) => {
    const place = (sorted.length - 1) * quantile
    const low = sorted[Math.floor(place)] ?? NaN
    const high = sorted[Math.ceil(place)] ?? NaN
    return low === high ? low : low + (high - low) * (place - Math.floor(place))
  })
}
