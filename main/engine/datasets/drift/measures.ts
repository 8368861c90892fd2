// How far two samples are apart: population stability index, Kolmogorov and Smirnov's test, the chi-square test.
import { chiSquareTail, kolmogorovTail } from './tails'

/** Counts of the same bins in two samples. */
export interface BinnedPair {
  labels: string[]
  before: Float64Array
  now: Float64Array
}

const smallestShare = 1e-4

/** Sum over the bins of (now - before) ln(now / before) of their shares; an empty share is taken as a ten-thousandth. */
export function stabilityIndex({ before, now }: Pick<BinnedPair, 'before' | 'now'>): number {
  const [sumBefore, sumNow] = [total(before), total(now)]
  return before.reduce((sum, count, bin) => {
    const then = Math.max(smallestShare, count / sumBefore)
    const after = Math.max(smallestShare, (now[bin] as number) / sumNow)
    return sum + (after - then) * Math.log(after / then)
  }, 0)
}

/**
 * The two-sample test of Kolmogorov and Smirnov on sorted values: the largest distance of the two distribution functions,
 * and its limiting probability, that of Kolmogorov's distribution at D sqrt(nm / (n + m)).
 */
export function kolmogorovSmirnov(before: Float64Array, now: Float64Array): { statistic: number; p: number } {
  let [i, j, distance] = [0, 0, 0]
  while (i < before.length && j < now.length) {
    const value = Math.min(before[i] as number, now[j] as number)
    while (i < before.length && before[i] === value) i += 1
    while (j < now.length && now[j] === value) j += 1
    distance = Math.max(distance, Math.abs(i / before.length - j / now.length))
  }
  const size = (before.length * now.length) / (before.length + now.length)
  return { statistic: distance, p: kolmogorovTail(Math.sqrt(size) * distance) }
}

/** Pearson's chi-square of the table of two rows of counts, without a correction; bins that both leave empty do not count. */
export function chiSquare({ before, now }: Pick<BinnedPair, 'before' | 'now'>): { statistic: number; p: number } {
  const [sumBefore, sumNow] = [total(before), total(now)]
  let [statistic, bins] = [0, 0]
  before.forEach((count, bin) => {
    const both = count + (now[bin] as number)
    if (both === 0) return
    bins += 1
    const [then, after] = [sumBefore, sumNow].map((sum) => (both * sum) / (sumBefore + sumNow)) as [number, number]
    statistic += (count - then) ** 2 / then + ((now[bin] as number) - after) ** 2 / after
  })
  return { statistic, p: bins < 2 ? 1 : chiSquareTail(statistic, bins - 1) }
}

/** Sorted numbers in bins that each have a tenth of `before`; what lies outside falls into the first or the last. */
export function binsOfNumbers(before: Float64Array, now: Float64Array, show: (edge: number) => string): BinnedPair {
  const bins = 10
  const cuts = Array.from({ length: bins - 1 }, (_, at) => before[Math.floor(((at + 1) * before.length) / bins)] ?? 0)
  const edges = [...new Set(cuts)]
  const labels = [...edges.map((edge) => `< ${show(edge)}`), edges.length === 0 ? '' : `≥ ${show(edges.at(-1) ?? 0)}`]
  return { labels, before: countsBetween(before, edges), now: countsBetween(now, edges) }
}

/** The 20 most frequent words of `before`, and all others as one bin (an empty label) where there are any. */
export function binsOfWords(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): BinnedPair {
  const most = 20
  const labels = [...before]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([word]) => word)
  const pair = [before, now].map((counts) => {
    const listed = labels.map((word) => counts.get(word) ?? 0)
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
    return Float64Array.from([...listed, all - listed.reduce((sum, count) => sum + count, 0)])
  }) as [Float64Array, Float64Array]
  const others = pair.some((counts) => (counts.at(-1) as number) > 0)
  const [then, after] = others ? pair : (pair.map((counts) => counts.slice(0, -1)) as typeof pair)
  return { labels: others ? [...labels, ''] : labels, before: then, now: after }
}

/** How many of the sorted values lie below each edge and not below the one before; the last count is of all the rest. */
function countsBetween(sorted: Float64Array, edges: readonly number[]): Float64Array {
  const counts = new Float64Array(edges.length + 1)
  let at = 0
  for (const value of sorted) {
    while (at < edges.length && value >= (edges[at] as number)) at += 1
    counts[at] = (counts[at] as number) + 1
  }
  return counts
}

function total(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
