// Counts as bars: of equal bins in their order, or of words, the most frequent first. Pure, so that it can be tested.
export interface Bar {
  label: string
  count: number
  /** Of all counted rows, 0 to 1. */
  share: number
  /** Of the longest bar, 0 to 1. */
  length: number
  /** What stands for everything that has no bar of its own. */
  rest?: boolean
}

/** One bar a bin, with the label of its edges. */
export function barsOfBins(bins: { edges: number[]; counts: number[] }, show: (edge: number) => string): Bar[] {
  const labels = bins.counts.map(
    (_, index) => `${show(bins.edges[index] ?? NaN)} – ${show(bins.edges[index + 1] ?? NaN)}`,
  )
  return withLengths(bins.counts.map((count, index) => ({ label: labels[index] ?? '', count })))
}

/** One bar a word, and one for the rows that have other words. */
export function barsOfWords(top: { value: string; count: number }[], present: number, others: string): Bar[] {
  const known = top.reduce((sum, { count }) => sum + count, 0)
  const bars = top.map(({ value, count }) => ({ label: value, count }))
  const rest = present - known
  return withLengths(rest > 0 ? [...bars, { label: others, count: rest, rest: true }] : bars)
}

function withLengths(counted: { label: string; count: number; rest?: boolean }[]): Bar[] {
  const all = counted.reduce((sum, { count }) => sum + count, 0)
  // The others together may be many times the longest word, and would make all words look the same.
  const longest = Math.max(0, ...counted.filter(({ rest }) => rest !== true).map(({ count }) => count))
  return counted.map((bar) => ({
    ...bar,
    share: all > 0 ? bar.count / all : 0,
    length: longest > 0 ? Math.min(1, bar.count / longest) : 0,
  }))
}
