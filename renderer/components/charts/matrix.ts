// Correlations between columns: their tints, and the pairs that are strongest. Pure, so that it can be tested.
export interface Pair {
  a: string
  b: string
  value: number
}

const mostPairs = 500

/** Each pair once, the strongest in either direction first. */
export function strongestPairs(names: string[], values: (number | null)[][]): Pair[] {
  const pairs = names.flatMap((a, row) =>
    names.slice(0, row).flatMap((b, column) => {
      const value = values[row]?.[column] ?? null
      return value === null ? [] : [{ a: b, b: a, value }]
    }),
  )
  return pairs.sort((x, y) => Math.abs(y.value) - Math.abs(x.value)).slice(0, mostPairs)
}

/** Blue for what rises together, orange for what runs against each other, grey for neither. */
export function tintOf(value: number | null): string | undefined {
  if (value === null) return undefined
  const strength = Math.round(Math.min(1, Math.abs(value)) * 70)
  return `color-mix(in srgb, var(${value < 0 ? '--against' : '--accent'}) ${strength}%, var(--surface-hover))`
}
