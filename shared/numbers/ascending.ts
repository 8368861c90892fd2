// Sorting of many float32 numbers, after every epoch of a fast run: by their bits, which takes a third of the time that comparing does.

const few = 1024
/** Bits of a key that one pass looks at. */
const digit = 11
const mask = (1 << digit) - 1
const passes = 3

/** Sorts in place, without NaN; gives the same array. Radix sort from the lowest digit (Knuth, volume 3, 5.2.5); few numbers are compared. */
export function ascending(values: Float32Array): Float32Array {
  if (values.length < few) return values.sort()
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length)
  let keys: Uint32Array = new Uint32Array(values.length)
  let other: Uint32Array = new Uint32Array(values.length)
  const counts = Array.from({ length: passes }, () => new Uint32Array(mask + 1))
  for (let at = 0; at < bits.length; at += 1) keys[at] = keyOf(bits[at] as number)
  for (let pass = 0; pass < passes; pass += 1) {
    const count = counts[pass] as Uint32Array
    for (let at = 0; at < keys.length; at += 1) {
      const place = ((keys[at] as number) >>> (pass * digit)) & mask
      count[place] = (count[place] as number) + 1
    }
  }
  for (let pass = 0; pass < passes; pass += 1) {
    const next = startsOf(counts[pass] as Uint32Array)
    for (let at = 0; at < keys.length; at += 1) {
      const key = keys[at] as number
      const place = (key >>> (pass * digit)) & mask
      const to = next[place] as number
      next[place] = to + 1
      other[to] = key
    }
    ;[keys, other] = [other, keys]
  }
  for (let at = 0; at < keys.length; at += 1) bits[at] = wordOf(keys[at] as number)
  return values
}

/** Bits whose order as whole numbers is that of the floats: negative ones are turned over, positive ones lifted above them. */
const keyOf = (word: number): number => (word & 0x80000000 ? ~word : word | 0x80000000) >>> 0
const wordOf = (key: number): number => (key & 0x80000000 ? key & 0x7fffffff : ~key) >>> 0

/** Where the numbers of each digit begin. */
function startsOf(counts: Uint32Array): Uint32Array {
  let start = 0
  return counts.map((count) => {
    start += count
    return start - count
  })
}
