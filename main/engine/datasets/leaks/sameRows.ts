// Rows that are the same in every column: found by a hash of the row, then compared value by value.
import type { ColumnValues } from '../recipe'
import { codesOf } from '../splits'

/** For each place of `wanted` that equals a place of `among` in all columns, itself. */
export function samePlaces(
  columns: readonly ColumnValues[],
  wanted: readonly number[],
  among: readonly number[],
): number[] {
  const comparable = columns.map(comparableOf)
  const keys = keysOf(comparable)
  const first = new Map<number, number>()
  for (const place of among) if (!first.has(keys[place] as number)) first.set(keys[place] as number, place)
  return wanted.filter((place) => {
    const other = first.get(keys[place] as number)
    return other !== undefined && comparable.every((values) => Object.is(values[place], values[other]))
  })
}

/** Words as codes; numbers with one zero, so that 0 and -0 are the same. */
function comparableOf(column: ColumnValues): Float64Array {
  if (column.kind === 'words') return Float64Array.from(codesOf(column.values).codes)
  return column.values.map((value) => value + 0)
}

/** A hash of 53 bits for each row: different rows share one in about one of 10,000 tables of a million rows. */
function keysOf(columns: readonly Float64Array[]): Float64Array {
  const count = columns[0]?.length ?? 0
  const [high, low] = [new Uint32Array(count), new Uint32Array(count)]
  const number = new Float64Array(1)
  const halves = new Uint32Array(number.buffer)
  for (const values of columns) {
    for (let place = 0; place < count; place++) {
      number[0] = values[place] as number
      const [a, b] = [halves[0] as number, halves[1] as number]
      high[place] = mix((high[place] as number) ^ a, b)
      low[place] = mix((low[place] as number) ^ b, a ^ 0x9e3779b9)
    }
  }
  return Float64Array.from(high, (bits, place) => bits * 2 ** 21 + ((low[place] as number) >>> 11))
}

/** The finaliser of MurmurHash3 over both words. */
function mix(state: number, word: number): number {
  let mixed = Math.imul(state, 0x85ebca6b) ^ Math.imul(word, 0xcc9e2d51)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
