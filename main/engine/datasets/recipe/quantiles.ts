// Quantiles of numbers, as numpy's default (linear interpolation) gives them. Used by the steps that fill, scale and cut.
import { createRandom } from '../../../../shared/numbers/random'
import type { Random } from '../../../../shared/numbers/random'

/** The numbers that are not missing. */
export function presentIn(values: Float64Array): Float64Array {
  const present = new Float64Array(values.length)
  let count = 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number
    if (!Number.isNaN(value)) present[count++] = value
  }
  return present.subarray(0, count)
}

/** The number that lies at a share of the way from one to another, also where their distance is beyond the largest number. */
export function between(from: number, to: number, share: number): number {
  const distance = to - from
  return Number.isFinite(distance) ? from + distance * share : from * (1 - share) + to * share
}

/** More quantiles than this are looked up in sorted numbers; fewer are found without sorting. */
const fewQuantiles = 5

/** The quantiles, each from 0 to 1, of the numbers that are not missing; NaN for each when there is none. */
export function quantilesOf(values: Float64Array, wanted: readonly number[]): number[] {
  const present = presentIn(values)
  if (wanted.length > fewQuantiles) present.sort()
  const random = createRandom(1)
  return wanted.map((quantile) => {
    const place = (present.length - 1) * quantile
    const [low, high] = [Math.floor(place), Math.ceil(place)]
    if (wanted.length <= fewQuantiles && present.length > 0)
      for (const index of [low, high]) select(present, index, random)
    const [a = NaN, b = NaN] = [present[low], present[high]]
    return a === b ? a : between(a, b, place - low)
  })
}

/**
 * Reorders the numbers so that the one at `place` is that of sorted order: Hoare's selection with drawn pivots, which no
 * order of the values makes slow.
 */
function select(values: Float64Array, place: number, random: Random): void {
  let [from, to] = [0, values.length - 1]
  while (from < to) {
    const pivot = values[from + random.below(to - from + 1)] as number
    let [left, right] = [from, to]
    while (left <= right) {
      while ((values[left] as number) < pivot) left++
      while ((values[right] as number) > pivot) right--
      if (left > right) break
      const held = values[left] as number
      values[left++] = values[right] as number
      values[right--] = held
    }
    if (place <= right) to = right
    else if (place >= left) from = left
    else return
  }
}
