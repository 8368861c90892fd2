// A linear model of standardised features, solved exactly: shared by the baselines `linear` and `logistic`.
import { CholeskyDecomposition, Matrix } from 'ml-matrix'
import type { Pieces } from '../datasets'
import type { Prepared } from '../workspace/prepared'
import { evenly, rowsOf, widthOf } from './rows'

/** More rows change a model of so few weights by less than its own uncertainty. */
const mostRows = 50_000
/** The solution takes their third power. */
const mostFeatures = 600
const rowsAPiece = 1024

export interface Design {
  prepared: Prepared
  /** Training rows that it is fitted on. */
  rows: Int32Array
  /** Features; the weight of the constant comes behind theirs. */
  width: number
}

/** Null where there are no features, or too many. */
export function designOf(prepared: Prepared): Design | null {
  const width = widthOf(prepared)
  if (width === 0 || width > mostFeatures) return null
  return { prepared, rows: evenly(rowsOf(prepared, 'train'), mostRows), width }
}

/** x'w + constant of a row. */
export function lineOf({ prepared: { features }, width }: Design, row: number, weights: Float64Array): number {
  let sum = weights[width] as number
  for (let at = 0; at < width; at += 1) sum += (features[row * width + at] as number) * (weights[at] as number)
  return sum
}

/** One weighted least-squares problem: of each row its weight and what is to be met. */
export interface Equation {
  weight(row: number): number
  value(row: number): number
}

/**
 * The weights w that minimise sum weight (value - x'w)² + penalty |w|², the constant not penalised; in pieces.
 */
export function* solved(design: Design, { weight, value }: Equation, penalty: number): Pieces<Float64Array> {
  const { prepared, rows, width } = design
  const { features } = prepared
  const size = width + 1
  const [left, right] = [new Float64Array(size * size), new Float64Array(size)]
  const x = new Float64Array(size).fill(1)
  for (const [index, row] of rows.entries()) {
    if (index % rowsAPiece === 0) yield { done: index, total: rows.length }
    x.set(features.subarray(row * width, (row + 1) * width))
    const [own, wanted] = [weight(row), value(row)]
    for (let a = 0; a < size; a += 1) {
      const scaled = own * (x[a] as number)
      if (scaled === 0) continue
      right[a] = (right[a] as number) + scaled * wanted
      for (let b = 0; b <= a; b += 1) left[a * size + b] = (left[a * size + b] as number) + scaled * (x[b] as number)
    }
  }
  const matrix = new Matrix(size, size)
  for (let a = 0; a < size; a += 1) {
    for (let b = 0; b <= a; b += 1) {
      const both = (left[a * size + b] as number) + (a === b ? (a < width ? penalty : 0) + 1e-9 : 0)
      matrix.set(a, b, both).set(b, a, both)
    }
  }
  return Float64Array.from(new CholeskyDecomposition(matrix).solve(Matrix.columnVector(right)).to1DArray())
}
