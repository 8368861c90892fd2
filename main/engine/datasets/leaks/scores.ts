// How well one column alone tells the target: areas under curves, correlations, and the best class by value.
import { shareOfPairs } from '../../../../shared/numbers/pairs'

/**
 * The area under the ROC curve of `scores` for the rows of class 1 against those of class 0: the share of pairs in the
 * right order, ties counted half (the Mann-Whitney statistic). 0.5 when one of the classes has no rows.
 */
export function areaUnderCurve(scores: Float64Array, classes: Float64Array): number {
  const ones = scores.filter((_, row) => classes[row] === 1).sort()
  const zeros = scores.filter((_, row) => classes[row] === 0).sort()
  if (ones.length === 0 || zeros.length === 0) return 0.5
  return shareOfPairs(ones, zeros)
}

/** Pearson's correlation of the rows in which both are numbers; 0 when one of them never changes. */
export function correlation(a: Float64Array, b: Float64Array): number {
  let [count, meanA, meanB, squaresA, squaresB, products] = [0, 0, 0, 0, 0, 0]
  for (let row = 0; row < a.length; row++) {
    const [x, y] = [a[row] as number, b[row] as number]
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue
    // Welford's update: sums of squares of large numbers would lose the small differences.
    count += 1
    const [dx, dy] = [x - meanA, y - meanB]
    meanA += dx / count
    meanB += dy / count
    squaresA += dx * (x - meanA)
    squaresB += dy * (y - meanB)
    products += dx * (y - meanB)
  }
  return squaresA > 0 && squaresB > 0 ? products / Math.sqrt(squaresA * squaresB) : 0
}

/** The mean of `values` for each code in the rows to learn from, by code; the mean of all of them where a code has none. */
export function meansByCode(
  codes: Int32Array,
  values: Float64Array,
  learnt: readonly number[],
  count: number,
): Float64Array {
  const [sums, counts] = [new Float64Array(count), new Float64Array(count)]
  let all = 0
  for (const row of learnt) {
    const [code, value] = [codes[row] as number, values[row] as number]
    all += value
    sums[code] = (sums[code] as number) + value
    counts[code] = (counts[code] as number) + 1
  }
  return sums.map((sum, code) => (counts[code] === 0 ? all / learnt.length : sum / (counts[code] as number)))
}

/** For each code the class that most of the rows to learn from have, and the commonest class of all of them. */
export function bestClasses(
  codes: Int32Array,
  classes: Float64Array,
  { learnt, count, most }: { learnt: readonly number[]; count: number; most: number },
): { byCode: Int32Array; overall: number } {
  const counts = Array.from({ length: most }, () => new Float64Array(count))
  const totals = new Float64Array(most)
  for (const row of learnt) {
    const [code, which] = [codes[row] as number, classes[row] as number]
    const ofClass = counts[which] as Float64Array
    ofClass[code] = (ofClass[code] as number) + 1
    totals[which] = (totals[which] as number) + 1
  }
  const overall = totals.indexOf(Math.max(...totals))
  const byCode = Int32Array.from({ length: count }, (_, code) => {
    const found = counts.map((ofClass) => ofClass[code] as number)
    const best = Math.max(...found)
    return best === 0 ? overall : found.indexOf(best)
  })
  return { byCode, overall }
}
