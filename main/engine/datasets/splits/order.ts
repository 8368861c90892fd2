// Rows in the order of time, and rows by the word of a column: what splits by user, group or time are made of.

/** Row places from the earliest to the latest; rows of one time stay in the order of the table. */
export function byTime(times: Float64Array): Int32Array {
  const order = Int32Array.from(times, (_, place) => place)
  return order.sort((a, b) => (times[a] as number) - (times[b] as number) || a - b)
}

/** A code for each word, in the order in which they first occur, and how many there are. Missing words have the code -1. */
export function codesOf(words: readonly (string | null)[]): { codes: Int32Array; names: string[] } {
  const known = new Map<string, number>()
  const codes = Int32Array.from(words, (word) => {
    if (word === null) return -1
    const code = known.get(word) ?? known.size
    known.set(word, code)
    return code
  })
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
