// A stretch of a metric's values and what is known of it, pure: summarised, joined, written over and cut.
export interface Stretch {
  /** Position of the first value, from 1; the others follow without a gap. */
  first: number
  values: Float64Array
}

export interface Summary {
  count: number
  /** Of the values that are not NaN; NaN when there is none. */
  min: number
  max: number
  minAt: number
  maxAt: number
  last: number
}

/** Minimum and maximum where they first occur. */
export function summarise({ first, values }: Stretch): Summary {
  let minAt = 0
  let maxAt = 0
  for (let index = 1; index < values.length; index++) {
    const value = values[index] as number
    if (beats(value < (values[minAt] as number), value, values[minAt])) minAt = index
    if (beats(value > (values[maxAt] as number), value, values[maxAt])) maxAt = index
  }
  return {
    count: values.length,
    min: values[minAt] ?? NaN,
    max: values[maxAt] ?? NaN,
    minAt: first + minAt,
    maxAt: first + maxAt,
    last: values.at(-1) ?? NaN,
  }
}

/** Any number beats NaN. */
function beats(isBetter: boolean, value: number, best: number | undefined): boolean {
  return isBetter || (Number.isNaN(best) && !Number.isNaN(value))
}

/** The summary of two stretches, `b` after `a`. */
export function joinSummaries(a: Summary, b: Summary): Summary {
  const lower = beats(b.min < a.min, b.min, a.min)
  const higher = beats(b.max > a.max, b.max, a.max)
  return {
    count: a.count + b.count,
    min: lower ? b.min : a.min,
    minAt: lower ? b.minAt : a.minAt,
    max: higher ? b.max : a.max,
    maxAt: higher ? b.maxAt : a.maxAt,
    last: b.last,
  }
}

/** `old` stretches that touch or overlap `added`, as one with it, `added` written over. */
export function merge(old: readonly Stretch[], added: Stretch): Stretch {
  const all = [...old, added]
  const first = Math.min(...all.map((stretch) => stretch.first))
  const end = Math.max(...all.map((stretch) => stretch.first + stretch.values.length))
  const values = new Float64Array(end - first)
  for (const stretch of all) values.set(stretch.values, stretch.first - first)
  return { first, values }
}

/** Pieces of at most `length` values, so that no block grows without bound. */
export function cut(stretch: Stretch, length: number): Stretch[] {
  const pieces: Stretch[] = []
  for (let start = 0; start < stretch.values.length; start += length) {
    pieces.push({ first: stretch.first + start, values: stretch.values.subarray(start, start + length) })
  }
  return pieces
}

/** True when `old` has a value for every position of `added`. */
export function covers(old: readonly Stretch[], added: Stretch): boolean {
  return old.reduce((sum, stretch) => sum + overlap(stretch, added), 0) >= added.values.length
}

/** True when `old` and `added` have the same values where both have one, NaN equal to NaN. */
export function agree(old: readonly Stretch[], added: Stretch): boolean {
  return old.every((stretch) =>
    stretch.values.every((value, index) => {
      const other = added.values[stretch.first + index - added.first]
      return other === undefined || Object.is(value, other)
    }),
  )
}

function overlap(a: Stretch, b: Stretch): number {
  const end = Math.min(a.first + a.values.length, b.first + b.values.length)
  return Math.max(0, end - Math.max(a.first, b.first))
}

/** The bytes of a block, little-endian as every platform of ours is. */
export function toBytes(values: Float64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

export function fromBytes(bytes: Uint8Array): Float64Array {
  return new Float64Array(bytes.slice().buffer)
}
