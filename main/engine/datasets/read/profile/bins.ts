// Equal bins of numbers, as in numpy.histogram: each holds its lower edge, the last one both.
import type { Bins } from '../../../../../shared/records'

/** So many bins a histogram has at most. */
export const mostBars = 30

/**
 * Bins of `values` (no NaN) between `low` and `high`, each counted `times` (once when left out). Whole numbers of a
 * small range have a bin each, around them.
 */
export function binsOf(
  values: ArrayLike<number>,
  [low, high]: readonly [low: number, high: number],
  { whole = false, times = null }: { whole?: boolean; times?: ArrayLike<number> | null } = {},
): Bins {
  const edges = edgesOf(low, high, whole)
  const [first, most] = [edges[0] as number, edges.length - 1]
  const scale = most / ((edges[most] as number) - first)
  const counts = new Array<number>(most).fill(0)
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number
    const guess = Math.min(most - 1, Math.floor((value - first) * scale) || 0)
    const bin = binAt(edges, guess, value)
    counts[bin] = (counts[bin] as number) + (times === null ? 1 : (times[index] as number))
  }
  return { edges, counts }
}

function edgesOf(low: number, high: number, whole: boolean): number[] {
  if (whole && high - low < mostBars) {
    return Array.from({ length: high - low + 2 }, (_, index) => low - 0.5 + index)
  }
  if (low === high) return [low, high]
  // Halves first: the whole range of very large numbers has no double.
  const width = high / mostBars - low / mostBars
  return Array.from({ length: mostBars + 1 }, (_, index) => (index === mostBars ? high : low + index * width))
}

/** The place by division may be off by one through rounding; the edges decide. */
function binAt(edges: readonly number[], guess: number, value: number): number {
  if (guess > 0 && value < (edges[guess] as number)) return guess - 1
  return guess < edges.length - 2 && value >= (edges[guess + 1] as number) ? guess + 1 : guess
}
