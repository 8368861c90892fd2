// Pairs of two sorted lists in their right order: what an area under a ROC curve counts, for metrics and for leakage checks.

/**
 * The share of pairs in which the number of `higher` is larger than that of `lower`, equal ones counted as a half: the
 * Mann-Whitney statistic over the number of pairs. Both are sorted, ascending, and neither is empty.
 */
export function shareOfPairs(higher: Float32Array | Float64Array, lower: Float32Array | Float64Array): number {
  let [under, upTo, pairs] = [0, 0, 0]
  for (const value of higher) {
    while (under < lower.length && (lower[under] as number) < value) under += 1
    while (upTo < lower.length && (lower[upTo] as number) <= value) upTo += 1
    pairs += (under + upTo) / 2
  }
  return pairs / (higher.length * lower.length)
}
