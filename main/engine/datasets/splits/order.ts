// Rows in the order of time, and rows by the word of a column: what splits by user, group or time are made of.
import { finished, rowsAPiece } from '../pieces'
import type { Pieces } from '../pieces'

/** Digits of 16 bits in a double. */
const digits = 4
const digitValues = 1 << 16

/** Row places from the earliest to the latest; rows of one time stay in the order of the table. */
export function byTime(times: Float64Array): Int32Array {
  return finished(sortedByTime(times))
}

/** The same in pieces: the rows are dealt by one digit of their times after the other, the least first (radix sort). */
export function* sortedByTime(times: Float64Array): Pieces<Int32Array> {
  const keys = new Uint16Array(orderedBits(times).buffer)
  let order = new Int32Array(times.length)
  for (let place = 0; place < order.length; place++) order[place] = place
  let dealt = new Int32Array(times.length)
  for (let digit = 0; digit < digits; digit++) {
    yield { done: digit, total: digits }
    const starts = startsOf(keys, digit)
    // Times of whole seconds are alike in their last digits.
    if (starts === null) continue
    for (let step = 0; step < order.length; step++) {
      const place = order[step] as number
      const value = keys[place * digits + digit] as number
      const at = starts[value] as number
      dealt[at] = place
      starts[value] = at + 1
    }
    ;[order, dealt] = [dealt, order]
  }
  return order
}

/** The bits of the times, turned so that as whole numbers without a sign they have the order of the times. */
function orderedBits(times: Float64Array): Uint32Array {
  // Adding nothing makes one zero of both.
  const halves = new Uint32Array(times.map((time) => time + 0).buffer)
  for (let high = 1; high < halves.length; high += 2) {
    if ((halves[high] as number) >= 0x80000000) {
      halves[high] = ~(halves[high] as number)
      halves[high - 1] = ~(halves[high - 1] as number)
    } else halves[high] = (halves[high] as number) + 0x80000000
  }
  return halves
}

/** For each value of a digit how many keys have a smaller one; null when all have the same. */
function startsOf(keys: Uint16Array, digit: number): Int32Array | null {
  const starts = new Int32Array(digitValues)
  for (let at = digit; at < keys.length; at += digits) {
    const value = keys[at] as number
    starts[value] = (starts[value] as number) + 1
  }
  if (keys.length === 0 || starts[keys[digit] as number] === keys.length / digits) return null
  let before = 0
  for (let value = 0; value < digitValues; value++) {
    const count = starts[value] as number
    starts[value] = before
    before += count
  }
  return starts
}

export interface WordCodes {
  codes: Int32Array
  names: string[]
}

/** A code for each word, in the order in which they first occur, and how many there are. Missing words have the code -1. */
export function codesOf(words: readonly (string | null)[]): WordCodes {
  return finished(codedWords(words))
}

/** The same in pieces. */
export function* codedWords(words: readonly (string | null)[]): Pieces<WordCodes> {
  const known = new Map<string, number>()
  const codes = new Int32Array(words.length)
  for (let row = 0; row < words.length; row++) {
    if (row % rowsAPiece === rowsAPiece - 1) yield { done: row, total: words.length }
    const word = words[row] ?? null
    const code = word === null ? -1 : (known.get(word) ?? known.size)
    if (word !== null && code === known.size) known.set(word, code)
    codes[row] = code
  }
  return { codes, names: [...known.keys()] }
}

/** For each code the places of its rows, in the order in which `order` visits them (by itself that of the table). */
export function placesByCode(codes: Int32Array, count: number, order?: Int32Array): Int32Array[] {
  const sizes = new Int32Array(count)
  for (const code of codes) if (code >= 0) sizes[code] = (sizes[code] as number) + 1
  const groups = Array.from(sizes, (size) => new Int32Array(size))
  const filled = new Int32Array(count)
  for (let step = 0; step < codes.length; step++) {
    const place = order === undefined ? step : (order[step] as number)
    const code = codes[place] as number
    if (code < 0) continue
    const group = groups[code] as Int32Array
    group[filled[code] as number] = place
    filled[code] = (filled[code] as number) + 1
  }
  return groups
}
