// What the update ratios of a run's layers say of it on the whole: which layers learn well, which hardly move, and which jump.

/** Around 1e-3, where updates are neither too small nor too large against the weights (Karpathy 2015). */
export const healthyRatios = { from: 3e-4, to: 3e-3 }

export type Verdict = 'fine' | 'still' | 'jumps'

/** How far outside the band it is worth a word. */
const margin = 3

/**
 * By the median of all steps: a single odd one decides nothing, nor does the end of a schedule, where every layer comes to
 * rest. Null for a layer without a finite ratio.
 */
export function verdictOf(ratios: readonly number[]): Verdict | null {
  const sorted = ratios.filter((ratio) => Number.isFinite(ratio)).sort((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)]
  if (middle === undefined) return null
  if (middle < healthyRatios.from / margin) return 'still'
  return middle > healthyRatios.to * margin ? 'jumps' : 'fine'
}

/** Layers that are frozen have no ratio; the others by what is said of them, in their order. */
export function byVerdict(layers: readonly { layer: string; ratios: readonly number[] }[]): Map<Verdict, string[]> {
  const found = new Map<Verdict, string[]>()
  for (const { layer, ratios } of layers) {
    const verdict = verdictOf(ratios)
    if (verdict !== null) found.set(verdict, [...(found.get(verdict) ?? []), layer])
  }
  return found
}
