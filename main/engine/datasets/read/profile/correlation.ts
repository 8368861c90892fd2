// Pearson's correlation of many columns at once, each pair over the rows where both have a value, in one go over the rows.

interface Sums {
  count: number
  sum: number
  squares: number
}

interface Pair {
  a: number
  b: number
  /** Of each of the two, over the rows where both have a value. */
  ofA: Sums
  ofB: Sums
  products: number
}

/** Adds up products of columns piece by piece; numbers are taken from their means, so that no digits are lost. */
export class Comoments {
  private readonly pairs: Pair[]
  /** What is left of the values of the piece without the mean, 0 where one is missing. */
  private readonly centred: Float64Array[]
  /** 1 where the piece has a value, 0 where not. */
  private readonly present: Float64Array[]

  /** `means` of the columns; those that are about right do. At most `room` rows are added at once. */
  constructor(
    private readonly means: readonly number[],
    room: number,
  ) {
    this.pairs = means.flatMap((_, a) => means.slice(0, a + 1).map((__, b) => emptyPair(a, b)))
    this.centred = means.map(() => new Float64Array(room))
    this.present = means.map(() => new Float64Array(room))
  }

  /** `count` rows of each column, at most `room`, from `first` on; NaN is a missing value. */
  add(columns: readonly Float64Array[], count: number, first = 0): void {
    const sums = columns.map((values, index) => this.centre(index, values, first, count))
    for (const pair of this.pairs) {
      const [ofA, ofB] = [sums[pair.a] as Sums, sums[pair.b] as Sums]
      pair.products += dot(this.centred[pair.a] as Float64Array, this.centred[pair.b] as Float64Array, count)
      if (ofA.count === count && ofB.count === count) {
        accumulate(pair.ofA, ofA)
        accumulate(pair.ofB, ofB)
      } else this.addPresent(pair, count)
    }
  }

  /** Row by row; null where one of the two does not vary. */
  matrix(): (number | null)[][] {
    const values = this.means.map(() => new Array<number | null>(this.means.length).fill(null))
    for (const pair of this.pairs) {
      const value = pair.a === pair.b && correlation(pair) !== null ? 1 : correlation(pair)
      ;(values[pair.a] as (number | null)[])[pair.b] = value
      ;(values[pair.b] as (number | null)[])[pair.a] = value
    }
    return values
  }

  private centre(index: number, values: Float64Array, first: number, count: number): Sums {
    const [mean, sums] = [this.means[index] as number, { count: 0, sum: 0, squares: 0 }]
    const [centred, present] = [this.centred[index] as Float64Array, this.present[index] as Float64Array]
    for (let row = 0; row < count; row++) {
      const value = (values[first + row] as number) - mean
      const missing = Number.isNaN(value)
      centred[row] = missing ? 0 : value
      present[row] = missing ? 0 : 1
      if (!missing) sums.count++
    }
    for (let row = 0; row < count; row++) sums.sum += centred[row] as number
    sums.squares = dot(centred, centred, count)
    return sums
  }

  private addPresent(pair: Pair, count: number): void {
    const [a, b] = [this.centred[pair.a] as Float64Array, this.centred[pair.b] as Float64Array]
    const [hasA, hasB] = [this.present[pair.a] as Float64Array, this.present[pair.b] as Float64Array]
    for (let row = 0; row < count; row++) {
      const [x, y] = [(a[row] as number) * (hasB[row] as number), (b[row] as number) * (hasA[row] as number)]
      pair.ofA.sum += x
      pair.ofA.squares += x * x
      pair.ofB.sum += y
      pair.ofB.squares += y * y
      pair.ofA.count += (hasA[row] as number) * (hasB[row] as number)
    }
  }
}

/** Of two whole columns. */
export function correlationOf(a: Float64Array, b: Float64Array): number | null {
  const moments = new Comoments([a, b].map(aboutMean), Math.min(a.length, 4096))
  for (let first = 0; first < a.length; first += 4096) moments.add([a, b], Math.min(4096, a.length - first), first)
  return moments.matrix()[0]?.[1] ?? null
}

/** The mean of the first values that are there. */
function aboutMean(values: Float64Array): number {
  const first = values.subarray(0, 4096).filter((value) => !Number.isNaN(value))
  return first.reduce((sum, value) => sum + value / first.length, 0)
}

function emptyPair(a: number, b: number): Pair {
  const empty = () => ({ count: 0, sum: 0, squares: 0 })
  return { a, b, ofA: empty(), ofB: empty(), products: 0 }
}

function accumulate(into: Sums, more: Sums): void {
  into.count += more.count
  into.sum += more.sum
  into.squares += more.squares
}

function dot(a: Float64Array, b: Float64Array, count: number): number {
  let sum = 0
  for (let row = 0; row < count; row++) sum += (a[row] as number) * (b[row] as number)
  return sum
}

function correlation({ ofA, ofB, products }: Pair): number | null {
  const { count } = ofA
  const [spreadA, spreadB] = [spreadOf(ofA, count), spreadOf(ofB, count)]
  if (spreadA === null || spreadB === null) return null
  const value = (products - (ofA.sum * ofB.sum) / count) / (spreadA * spreadB)
  return Number.isFinite(value) ? Math.max(-1, Math.min(1, value)) : null
}

/** The root of the sum of squares about the mean; null when nothing but rounding is left of it. */
function spreadOf({ sum, squares }: Sums, count: number): number | null {
  const about = squares - (sum * sum) / count
  return count > 1 && about > squares * 1e-12 ? Math.sqrt(about) : null
}
