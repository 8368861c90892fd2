// How much a column tells of the target: mutual information of values in at most 20 bins each.
import { mostBins } from './values'

/** The code of a row that lacks a value. */
export const noCode = 255

/** Shares between bins with about as many values in each. */
export const binShares = Array.from({ length: mostBins - 1 }, (_, index) => (index + 1) / mostBins)

/** The bin of each value: how many of the edges (ascending) lie below it; `noCode` for NaN. */
export function codesByEdges(values: Float64Array, edges: readonly number[]): Uint8Array {
  const cuts = Float64Array.from(new Set(edges))
  const codes = new Uint8Array(values.length)
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number
    codes[row] = Number.isNaN(value) ? noCode : edgesBelow(cuts, value)
  }
  return codes
}

function edgesBelow(cuts: Float64Array, value: number): number {
  let [low, high] = [0, cuts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (value > (cuts[middle] as number)) low = middle + 1
    else high = middle
  }
  return low
}

/** Values that are few, or places of words: each has a code of its own. */
export function codesOfFew(values: Float64Array): Uint8Array {
  const known = new Map<number, number>()
  const codes = new Uint8Array(values.length)
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number
    let code = known.get(value)
    if (code === undefined) {
      code = Number.isNaN(value) ? noCode : Math.min(known.size, mostBins - 1)
      if (code !== noCode) known.set(value, code)
    }
    codes[row] = code
  }
  return codes
}

/** In nats, of the rows that have both codes: sum of p(x, y) ln(p(x, y) / (p(x) p(y))). 0 when there are none. */
export function mutualInformation(a: Uint8Array, b: Uint8Array): number {
  const joint = new Float64Array(mostBins * mostBins)
  for (let row = 0; row < a.length; row++) {
    const [x, y] = [a[row] as number, b[row] as number]
    if (x === noCode || y === noCode) continue
    joint[x * mostBins + y] = (joint[x * mostBins + y] as number) + 1
  }
  const [ofA, ofB] = [new Float64Array(mostBins), new Float64Array(mostBins)]
  joint.forEach((count, place) => {
    const [x, y] = [Math.floor(place / mostBins), place % mostBins]
    ofA[x] = (ofA[x] as number) + count
    ofB[y] = (ofB[y] as number) + count
  })
  const total = ofA.reduce((sum, count) => sum + count, 0)
  const information = joint.reduce((sum, count, place) => {
    const both = (ofA[Math.floor(place / mostBins)] as number) * (ofB[place % mostBins] as number)
    return count === 0 ? sum : sum + (count / total) * Math.log((count * total) / both)
  }, 0)
  return Math.max(0, information)
}
