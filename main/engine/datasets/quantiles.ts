// Exact quantiles without sorting all values: they are dealt into thousands of buckets, of which only those asked for are sorted.

const buckets = 1 << 14
/** So few values are sorted at once. */
const fewValues = 1 << 13
/** Values that still crowd into one bucket after so many rounds are sorted. */
const mostRounds = 4

/** The values that are not NaN, in the order of the table; the same array when none is. */
export function presentOf(values: Float64Array): Float64Array {
  let count = 0
  for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row])) count++
  if (count === values.length) return values
  const present = new Float64Array(count)
  let place = 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number
    if (!Number.isNaN(value)) present[place++] = value
  }
  return present
}

/** Smallest and largest of values without NaN. */
function rangeOf(values: Float64Array): [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity]
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number
    if (value < low) low = value
    if (value > high) high = value
  }
  return [low, high]
}

/** The values on either side of a quantile, and how far it is from the first to the second, 0 to 1. */
export interface Neighbours {
  low: number
  high: number
  share: number
}

/** Where the quantiles at `shares` (0 to 1) of `present` values (no NaN, at least one) lie by numpy.quantile's linear rule. */
export function neighboursOf(present: Float64Array, shares: readonly number[]): Neighbours[] {
  const places = shares.map((share) => share * (present.length - 1))
  const ranks = [...new Set(places.flatMap((place) => [Math.floor(place), Math.ceil(place)]))].sort((a, b) => a - b)
  const found = new Map<number, number>()
  select({ values: present, ranks, first: 0, rounds: mostRounds }, found)
  const at = (rank: number) => found.get(rank) ?? NaN
  return places.map((place) => {
    return { low: at(Math.floor(place)), high: at(Math.ceil(place)), share: place - Math.floor(place) }
  })
}

interface Search {
  values: Float64Array
  /** Ranks that are looked for, ascending. */
  ranks: number[]
  /** The rank of the smallest of `values`. */
  first: number
  rounds: number
}

function select({ values, ranks, first, rounds }: Search, found: Map<number, number>): void {
  const [low, high] = rangeOf(values)
  const scale = buckets / (high - low)
  if (low === high) {
    for (const rank of ranks) found.set(rank, low)
  } else if (values.length <= fewValues || rounds === 0 || !Number.isFinite(scale) || scale === 0) {
    const sorted = values.slice().sort()
    for (const rank of ranks) found.set(rank, sorted[rank - first] as number)
  } else {
    for (const narrower of narrowed(values, ranks, { low, scale, first })) {
      select({ ...narrower, rounds: rounds - 1 }, found)
    }
  }
}

/** The values of each bucket that holds a wanted rank. */
function narrowed(
  values: Float64Array,
  ranks: number[],
  { low, scale, first }: { low: number; scale: number; first: number },
): Omit<Search, 'rounds'>[] {
  const codes = new Uint16Array(values.length)
  const counts = new Int32Array(buckets)
  for (let index = 0; index < values.length; index++) {
    const bucket = Math.min(buckets - 1, Math.floor(((values[index] as number) - low) * scale))
    codes[index] = bucket
    counts[bucket] = (counts[bucket] as number) + 1
  }
  const wanted = ranksByBucket(counts, ranks, first)
  const room = new Int32Array(buckets).fill(-1)
  wanted.forEach(({ bucket }, place) => (room[bucket] = place))
  const gathered = wanted.map(({ bucket }) => new Float64Array(counts[bucket] as number))
  const filled = new Int32Array(wanted.length)
  for (let index = 0; index < values.length; index++) {
    const place = room[codes[index] as number] as number
    if (place < 0) continue
    const at = filled[place] as number
    ;(gathered[place] as Float64Array)[at] = values[index] as number
    filled[place] = at + 1
  }
  return wanted.map((each, place) => ({
    ranks: each.ranks,
    first: each.first,
    values: gathered[place] as Float64Array,
  }))
}

/** The buckets in which wanted ranks lie, each with its ranks and the rank of its smallest value. */
function ranksByBucket(
  counts: Int32Array,
  ranks: number[],
  first: number,
): { bucket: number; first: number; ranks: number[] }[] {
  const wanted: { bucket: number; first: number; ranks: number[] }[] = []
  let [begin, next] = [first, 0]
  for (let bucket = 0; bucket < buckets && next < ranks.length; bucket++) {
    const end = begin + (counts[bucket] as number)
    const own: number[] = []
    for (; next < ranks.length && (ranks[next] as number) < end; next++) own.push(ranks[next] as number)
    if (own.length > 0) wanted.push({ bucket, first: begin, ranks: own })
    begin = end
  }
  return wanted
}
