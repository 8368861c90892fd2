// Fewer points for drawing: every bucket keeps its minimum and its maximum, so that no spike is lost. Deterministic.

export interface Points {
  at: number[]
  values: number[]
}

/**
 * At most `points` of the given points (at least 4), in order, the first and the last among them, and the smallest and
 * largest finite value of each bucket between them. Given back whole when there are few enough.
 */
export function downsample(at: ArrayLike<number>, values: ArrayLike<number>, points: number): Points {
  const count = Math.min(at.length, values.length)
  if (count <= Math.max(points, 4)) return pick(at, values, indices(0, count))
  const buckets = Math.max(1, Math.floor((points - 2) / 2))
  const inner = count - 2
  const kept = [0]
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const from = 1 + Math.floor((bucket * inner) / buckets)
    const to = 1 + Math.floor(((bucket + 1) * inner) / buckets)
    kept.push(...extremes(values, from, to))
  }
  kept.push(count - 1)
  return pick(at, values, kept)
}

/** Indices of the smallest and the largest finite value in [from, to), in order; the first index when none is finite. */
function extremes(values: ArrayLike<number>, from: number, to: number): number[] {
  let low = -1
  let high = -1
  for (let index = from; index < to; index += 1) {
    const value = values[index] as number
    if (!Number.isFinite(value)) continue
    if (low < 0 || value < (values[low] as number)) low = index
    if (high < 0 || value > (values[high] as number)) high = index
  }
  if (low < 0) return from < to ? [from] : []
  return low === high ? [low] : [Math.min(low, high), Math.max(low, high)]
}

function pick(at: ArrayLike<number>, values: ArrayLike<number>, kept: number[]): Points {
  return { at: kept.map((index) => at[index] as number), values: kept.map((index) => values[index] as number) }
}

function indices(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}
