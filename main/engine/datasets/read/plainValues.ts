// Is a value in a text file written as the reader takes it, told by its bytes alone? What is doubtful is not.

/** What a column is read as: whole numbers, decimal numbers, days, moments, words, or nothing at all so far. */
export type ValueKind = 'whole' | 'decimal' | 'day' | 'moment' | 'words' | 'nothing'

/** How days and moments are written: 0 is any digit, the space may be a T. */
export const templates = { day: '0000-00-00', moment: '0000-00-00 00:00:00' } as const
/** As far as DuckDB and strptime agree, and as far as we take a text for a date. */
const [firstYear, lastYear] = [1600, 2999]

/**
 * What a value is that its column's kind does not fit: a plain decimal number, a word with blanks at its edges, a word that means
 * a missing value and that the reader does not know of, or anything else.
 */
export type Misfit = 'decimal' | 'padded' | 'missing' | 'text'

/** Longer numbers may lie beyond what a double holds. */
export const longestNumber = 64
/** Whole numbers of more digits may lie beyond what 64 bits hold. */
export const mostDigits = 18
/** 1e100 and beyond: with so many digits before it, a number may become infinite. */
const mostExponentDigits = 2

const [space, plus, minus, point, zero, nine, upperT, smallE] = [32, 43, 45, 46, 48, 57, 84, 101]
const lowerCase = 32

/** Tells of a field's bytes, quotation marks included, whether they are read the same whichever way they are read. */
export class PlainValues {
  /** Each letter stands for one byte. */
  private readonly missing: ReadonlySet<string>
  private readonly known: ReadonlySet<string>
  private readonly longestMissing: number

  /** `quote`: its code, -1 for none. `missing`: the words that mean a missing value; `known`: those that the reader is told. */
  constructor(
    private readonly quote: number,
    missing: readonly string[],
    known: readonly string[] = missing,
  ) {
    this.missing = new Set(missing.map(asBytes))
    this.known = new Set(known.map(asBytes))
    this.longestMissing = Math.max(0, ...[...this.missing].map(({ length }) => length))
  }

  /** Words that mean a missing value and are words to the reader, each letter a byte. */
  unknown(): string[] {
    return [...this.missing].filter((word) => !this.known.has(word))
  }

  /** Null when the field is the same value, or none, as if its column were looked at as a whole. */
  misfit(kind: ValueKind, bytes: Uint8Array, begin: number, end: number): Misfit | null {
    if (begin === end) return null
    if (kind === 'words') return this.misfitOfWords(bytes, begin, end)
    let [first, last] = [begin, end]
    while (first < last && bytes[first] === space) first++
    while (last > first && bytes[last - 1] === space) last--
    if (last - first >= 2 && bytes[first] === this.quote && bytes[last - 1] === this.quote) {
      for (first++; first < last && bytes[first] === space;) first++
      for (last--; last > first && bytes[last - 1] === space;) last--
    }
    if (first === last) return null
    if (kind === 'day' || kind === 'moment') {
      if (isWritten(bytes, first, last, templates[kind])) return null
    } else if (kind !== 'nothing') {
      const form = formOf(bytes, first, last)
      if (form === 'whole' || form === kind) return null
      if (form === 'decimal') return 'decimal'
    }
    const word = this.missingWord(bytes, first, last)
    return word === null ? 'text' : this.known.has(word) ? null : 'missing'
  }

  /** Does the reader pass over the field when it is one too many? So it does with beginnings of the words that it is told. */
  isNothing(field: Uint8Array): boolean {
    const text = String.fromCharCode(...field.subarray(0, this.longestMissing + 4)).replace(/^[" ]+|[" ]+$/g, '')
    return text === '' || [...this.known].some((word) => word.startsWith(text))
  }

  private misfitOfWords(bytes: Uint8Array, begin: number, end: number): Misfit | null {
    let [first, last] = [begin, end]
    if (bytes[first] === this.quote && last - first >= 2 && bytes[last - 1] === this.quote)
      [first, last] = [first + 1, last - 1]
    if (first === last) return null
    if (!hasPlainEdges(bytes, first, last)) return 'padded'
    const word = this.missingWord(bytes, first, last)
    return word === null || this.known.has(word) ? null : 'missing'
  }

  private missingWord(bytes: Uint8Array, first: number, last: number): string | null {
    if (last - first > this.longestMissing) return null
    const word = String.fromCharCode(...bytes.subarray(first, last))
    return this.missing.has(word) ? word : null
  }
}

const asBytes = (word: string) => Buffer.from(word, 'utf8').toString('latin1')

function isWritten(bytes: Uint8Array, first: number, last: number, template: string): boolean {
  if (last - first !== template.length) return false
  for (let index = 0; index < template.length; index++) {
    if (!isLike(template, index, bytes[first + index] as number)) return false
  }
  const year = Number(String.fromCharCode(...bytes.subarray(first, first + 4)))
  return year >= firstYear && year <= lastYear
}

/** May the byte stand at this place of the template? */
export function isLike(template: string, place: number, byte: number): boolean {
  const sign = template[place]
  if (sign === '0') return byte >= zero && byte <= nine
  return byte === sign?.charCodeAt(0) || (sign === ' ' && byte === upperT)
}

/** No blanks of any script at its edges, which would be cut off. */
function hasPlainEdges(bytes: Uint8Array, first: number, last: number): boolean {
  const [head, tail] = [bytes[first] as number, bytes[last - 1] as number]
  if (head === space || tail === space) return false
  if (head < 0x80 && tail < 0x80) return true
  return !isBlank(bytes, first, last) && !(isBlank(bytes, last - 2, last) || isBlank(bytes, last - 3, last))
}

/**
 * A plain number: no leading zero, no mark between digits, and surely finite; of digits alone it is whole, of more than 64 bits
 * hold decimal. 'none' for all else.
 */
function formOf(bytes: Uint8Array, first: number, last: number): 'whole' | 'decimal' | 'none' {
  if (last - first > longestNumber) return 'none'
  const begin = bytes[first] === plus || bytes[first] === minus ? first + 1 : first
  const afterWhole = skipDigits(bytes, begin, last)
  const wholes = afterWhole - begin
  if (wholes > 1 && bytes[begin] === zero) return 'none'
  if (afterWhole === last) return wholes === 0 ? 'none' : wholes > mostDigits ? 'decimal' : 'whole'
  const pointed = bytes[afterWhole] === point
  const afterFraction = pointed ? skipDigits(bytes, afterWhole + 1, last) : afterWhole
  if (wholes === 0 && afterFraction - afterWhole <= 1) return 'none'
  if (afterFraction === last) return 'decimal'
  return isExponent(bytes, afterFraction, last) ? 'decimal' : 'none'
}

function skipDigits(bytes: Uint8Array, from: number, last: number): number {
  let index = from
  while (index < last && (bytes[index] as number) >= zero && (bytes[index] as number) <= nine) index++
  return index
}

/** An e and so few digits that the number is finite. */
function isExponent(bytes: Uint8Array, first: number, last: number): boolean {
  if (((bytes[first] as number) | lowerCase) !== smallE) return false
  const sign = bytes[first + 1] === plus || bytes[first + 1] === minus ? 1 : 0
  const begin = first + 1 + sign
  return last > begin && last - begin <= mostExponentDigits && skipDigits(bytes, begin, last) === last
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
