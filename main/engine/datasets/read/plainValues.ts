// Is a value in a text file written as the reader takes it, told by its bytes alone? What is doubtful is not.

/** What a column is read as: whole numbers, decimal numbers, words, or nothing at all so far. */
export type ValueKind = 'whole' | 'decimal' | 'words' | 'nothing'

/** Longer numbers may lie beyond what a double holds. */
const longestNumber = 64
/** Whole numbers of more digits may lie beyond what 64 bits hold. */
const mostDigits = 18
/** 1e100 and beyond: with so many digits before it, a number may become infinite. */
const mostExponentDigits = 2

const [space, plus, minus, point, zero, nine, underscore, smallE, smallI, smallN, smallX] = [
  32, 43, 45, 46, 48, 57, 95, 101, 105, 110, 120,
]
const lowerCase = 32

/** Tells of a field's bytes, quotation marks included, whether they are read the same whichever way they are read. */
export class PlainValues {
  private readonly missing: ReadonlySet<string>

  /** `quote`: its code, -1 for none. `missing`: the words that mean a missing value. */
  constructor(
    private readonly quote: number,
    missing: readonly string[],
  ) {
    this.missing = new Set(missing)
  }

  /** False when the field would be another value, or none, if its column were looked at as a whole. */
  fits(kind: ValueKind, bytes: Uint8Array, begin: number, end: number): boolean {
    if (begin === end) return true
    if (kind === 'words') return this.hasPlainEdges(bytes, begin, end)
    let [first, last] = [begin, end]
    while (first < last && bytes[first] === space) first++
    while (last > first && bytes[last - 1] === space) last--
    if (last - first >= 2 && bytes[first] === this.quote && bytes[last - 1] === this.quote) {
      for (first++; first < last && bytes[first] === space;) first++
      for (last--; last > first && bytes[last - 1] === space;) last--
    }
    if (first === last) return true
    if (kind === 'nothing') return this.isMissing(bytes, first, last)
    return kind === 'whole' ? isWhole(bytes, first, last) : this.isDecimal(bytes, first, last)
  }

  /** No blanks of any script at its edges, which would be cut off. */
  private hasPlainEdges(bytes: Uint8Array, begin: number, end: number): boolean {
    let [first, last] = [begin, end]
    if (bytes[first] === this.quote && last - first >= 2 && bytes[last - 1] === this.quote)
      [first, last] = [first + 1, last - 1]
    if (first === last) return true
    const [head, tail] = [bytes[first] as number, bytes[last - 1] as number]
    if (head === space || tail === space) return false
    if (head < 0x80 && tail < 0x80) return true
    return !isBlank(bytes, first, last) && !(isBlank(bytes, last - 2, last) || isBlank(bytes, last - 3, last))
  }

  private isMissing(bytes: Uint8Array, first: number, last: number): boolean {
    return this.missing.has(String.fromCharCode(...bytes.subarray(first, Math.min(last, first + longestNumber))))
  }

  /** No leading zero, no mark between digits, and finite. What begins with another sign is left to the reader, which refuses it. */
  private isDecimal(bytes: Uint8Array, first: number, last: number): boolean {
    if (last - first > longestNumber) return false
    const sign = bytes[first] === plus || bytes[first] === minus ? 1 : 0
    const begin = bytes[first + sign] as number
    // `inf` and `nan` are numbers to the reader.
    const letter = begin | lowerCase
    if (letter === smallI || letter === smallN) return this.isMissing(bytes, first, last)
    if (begin === zero && isDigit(bytes[first + sign + 1] ?? 0, first + sign + 1 < last)) return false
    for (let index = first + sign; index < last; index++) {
      const byte = bytes[index] as number
      if (byte <= nine) continue
      if (byte === underscore || (byte | lowerCase) === smallX) return false
      if ((byte | lowerCase) === smallE && isDigit(begin, true))
        return exponentDigits(bytes, index + 1, last) <= mostExponentDigits
    }
    return true
  }
}

const isDigit = (byte: number, within: boolean) => within && byte >= zero && byte <= nine

/** Digits alone, none but a single zero leading. What begins with another sign is left to the reader, which refuses it. */
function isWhole(bytes: Uint8Array, first: number, last: number): boolean {
  const begin = bytes[first] === plus || bytes[first] === minus ? first + 1 : first
  const head = bytes[begin] ?? 0
  if (head === point || begin === last) return false
  if (head < zero || head > nine) return true
  if (last - begin > mostDigits || (head === zero && last - begin > 1)) return false
  for (let index = begin; index < last; index++) {
    const byte = bytes[index] as number
    if (byte < zero || byte > nine) return false
  }
  return true
}

function exponentDigits(bytes: Uint8Array, first: number, last: number): number {
  const sign = bytes[first] === plus || bytes[first] === minus ? 1 : 0
  return last - first - sign
}

/** Begins a blank beyond ASCII here? They are of two or three bytes (Unicode's category Zs). */
function isBlank(bytes: Uint8Array, first: number, last: number): boolean {
  if (first < 0 || first + 1 >= last) return false
  const [a, b, c] = [bytes[first], bytes[first + 1], first + 2 < last ? (bytes[first + 2] as number) : 0]
  if (a === 0xc2) return b === 0xa0
  if (a === 0xe1) return b === 0x9a && c === 0x80
  if (a === 0xe3) return b === 0x80 && c === 0x80
  if (a !== 0xe2) return false
  return (b === 0x80 && ((c >= 0x80 && c <= 0x8a) || c === 0xaf)) || (b === 0x81 && c === 0x9f)
}
