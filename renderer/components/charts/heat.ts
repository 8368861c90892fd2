// Histograms of one weight or layer over the epochs as a heat-map's cells: pure, so that it can be tested.
import type { Histogram } from '../../../shared/records'

/** A bin of an epoch; all places between 0 and 1, x from left, y from the top. `weight` is its share of the fullest bin. */
export interface Cell {
  x: number
  y: number
  width: number
  height: number
  weight: number
}

export interface Heat {
  low: number
  high: number
  cells: Cell[]
  /** The mean of each epoch at its middle. */
  means: { x: number; y: number }[]
}

/** Null without a finite histogram. Each epoch has bins of its own, from its lowest to its highest value. */
export function heatOf(histograms: readonly Histogram[]): Heat | null {
  const known = histograms.filter(({ count }) => count > 0)
  if (known.length === 0) return null
  const least = Math.min(...known.map(({ min }) => min))
  const most = Math.max(...known.map(({ max }) => max))
  // All values equal: a line in the middle.
  const pad = least === most ? Math.max(Math.abs(least), 1) / 2 : 0
  const [low, high] = [least - pad, most + pad]
  const place = (value: number) => 1 - (value - low) / (high - low)
  const width = 1 / known.length
  return {
    low,
    high,
    cells: known.flatMap((histogram, column) => cellsOf(histogram, { x: column * width, width, place })),
    means: known.map(({ mean }, column) => ({ x: (column + 0.5) * width, y: place(mean) })),
  }
}

/** Thinner bins could not be seen. */
const leastHeight = 0.008

function cellsOf(
  { min, max, counts }: Histogram,
  { x, width, place }: { x: number; width: number; place: (value: number) => number },
): Cell[] {
  const step = (max - min) / counts.length
  const fullest = Math.max(...counts)
  return counts.flatMap((count, index) => {
    if (count === 0) return []
    const top = place(min + (index + 1) * step)
    const height = Math.max(leastHeight, place(min + index * step) - top)
    return [{ x, y: top, width, height, weight: count / fullest }]
  })
}
