// Means of the target by word, drawn towards the mean of all rows, by all rows or by those of other folds: for target encoding.
import { createRandom, permutation } from '../../../../shared/numbers/random'
import type { StepTarget } from './step'

/** Null for the smoothing that follows from the spread of the target, otherwise how many rows the overall mean counts as. */
export type Smoothing = number | null

/** The different words (null for missing) in the order of their first rows, and the code of each row. */
export interface Coded {
  words: (string | null)[]
  codes: Int32Array
}

export function codesOf(words: readonly (string | null)[]): Coded {
  const known = new Map<string | null, number>()
  const codes = new Int32Array(words.length)
  for (let row = 0; row < words.length; row++) {
    const word = words[row] ?? null
    let code = known.get(word)
    if (code === undefined) known.set(word, (code = known.size))
    codes[row] = code
  }
  return { words: [...known.keys()], codes }
}

/** What is averaged: the target itself, or for each of several classes whether it is that. */
export function indicatorsOf({ goal, classes, values }: StepTarget): Float64Array[] {
  if (goal !== 'multiclass') return [values]
  return classes.map((_, code) => values.map((value) => (value === code ? 1 : 0)))
}

/** The encoding of each code, row-major codes x outputs, and of all rows; `counts(row)` tells which rows are looked at. */
export function meansOf(
  { words, codes }: Coded,
  targets: readonly Float64Array[],
  smoothing: Smoothing,
  counts: (row: number) => boolean = () => true,
): { means: number[]; overall: number[] } {
  const columns = targets.map((values) => meanOfCodes(values, { codes, count: words.length, counts }, smoothing))
  const means = words.flatMap((_, code) => columns.map(({ means }) => means[code] as number))
  return { means, overall: columns.map(({ overall }) => overall) }
}

function meanOfCodes(
  values: Float64Array,
  { codes, count, counts }: { codes: Int32Array; count: number; counts: (row: number) => boolean },
  smoothing: Smoothing,
): { means: Float64Array; overall: number } {
  const [rows, sums, squares] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)]
  const add = (to: Float64Array, row: number, value: number) =>
    (to[codes[row] as number] = (to[codes[row] as number] as number) + value)
  let [all, sum, spread] = [0, 0, 0]
  for (let row = 0; row < values.length; row++) {
    if (!counts(row)) continue
    const value = values[row] as number
    add(rows, row, 1)
    add(sums, row, value)
    all += 1
    sum += value
  }
  const overall = all === 0 ? 0 : sum / all
  for (let row = 0; row < values.length; row++) {
    if (!counts(row)) continue
    const [value, code] = [values[row] as number, codes[row] as number]
    add(squares, row, (value - (sums[code] as number) / (rows[code] as number)) ** 2)
    spread += (value - overall) ** 2
  }
  const variance = all === 0 ? 0 : spread / all
  const means = sums.map((total, code) => {
    const size = rows[code] as number
    if (smoothing !== null) return size + smoothing === 0 ? overall : (total + smoothing * overall) / (size + smoothing)
    const trust = (variance * size) / (variance * size + (squares[code] as number) / size)
    return Number.isNaN(trust) ? overall : trust * (total / size) + (1 - trust) * overall
  })
  return { means, overall }
}

/** For each output the encoding of each row by the rows of other folds. */
export function crossFitted(
  words: readonly (string | null)[],
  target: StepTarget,
  folds: Int32Array,
  smoothing: Smoothing,
): Float64Array[] {
  const [coded, targets] = [codesOf(words), indicatorsOf(target)]
  const outputs = targets.map(() => new Float64Array(words.length))
  for (const fold of new Set(folds)) {
    const { means, overall } = meansOf(coded, targets, smoothing, (row) => folds[row] !== fold)
    outputs.forEach((values, output) => {
      for (let row = 0; row < values.length; row++) {
        if (folds[row] !== fold) continue
        values[row] = means[(coded.codes[row] as number) * outputs.length + output] ?? overall[output] ?? 0
      }
    })
  }
  return outputs
}

/** The fold of each row, drawn so that every class is spread over all folds. */
export function foldsOf({ goal, values }: StepTarget, folds: number, seed: number): Int32Array {
  const order = permutation(values.length, createRandom(seed))
  // A stable sort keeps the drawn order within each class.
  if (goal !== 'regression') order.sort((a, b) => (values[a] as number) - (values[b] as number))
  const found = new Int32Array(values.length)
  order.forEach((row, place) => (found[row] = place % folds))
  return found
}
