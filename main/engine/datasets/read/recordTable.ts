// The rules of RFC 4180, and CR of old Macs, as a table: what a byte makes of the place in the text that is read. A place also
// tells whether a value is so far written plainly, as its column's kind is read without a second thought.
import { isLike, templates } from './plainValues'
import type { ValueKind } from './plainValues'

export interface RecordCount {
  /** Records, blank lines among them. A quoted line break does not end a record. */
  records: number
  blanks: number
}

/** Places in the text. Where a field begins, a quotation mark may open it. */
export const [atRecord, afterReturn, inField, inQuotes, atQuote, atEscape] = [0, 1, 2, 3, 4, 5]
const [atField, atWhole, atDecimal, atWords, atNothing, atDay, atMoment] = [6, 7, 8, 9, 10, 20, 21]
/** In numbers that are plain so far: after a minus, of digits alone, a single 0, with a point. */
const [minusWhole, wholeDigits, wholeZero, minusDecimal, decimalDigits, decimalZero, fraction] = [
  11, 12, 13, 14, 15, 16, 17,
]
/** In a word, after a byte that ends no blank and after one that may. */
const [inWord, atEdge] = [18, 19]
/** The first of the places after one byte, two bytes, ... of a day or a moment are as they should be, and the last. */
const [inDay, inMoment] = [22, 22 + templates.day.length]
const [wholeDay, wholeMoment] = [inMoment - 1, inMoment + templates.moment.length - 1]
const firstPrefix = wholeMoment + 1
const mostPlaces = 256

/** The table's rows are found by the place times this: what is less in an entry is the event. */
export const places = 256
/** Added to the next place when a byte ends a field, a record or an empty line, or is the LF of a CR LF. */
export const events = { field: 1, record: 2, blank: 3, swallowed: 4 } as const
/** Added to these when the value that ends is to be looked at more closely. */
export const doubtful = 8

const [lineFeed, carriageReturn, space, minus, point, zero, two, nine] = [10, 13, 32, 45, 46, 48, 50, 57]
const firstBeyondAscii = 128

/** Codes of the marks; -1 for no quote and no escape. */
export interface MarkCodes {
  delimiter: number
  quote: number
  escape: number
}

/** Where a value of this kind begins; null for values that are not looked at. */
export function beginOf(kind: ValueKind | null): number {
  if (kind === null) return atField
  const begins = {
    whole: atWhole,
    decimal: atDecimal,
    words: atWords,
    nothing: atNothing,
    day: atDay,
    moment: atMoment,
  }
  return begins[kind]
}

/**
 * By place times 256 plus byte: the next place times 256, plus the event. `kinds` of the columns in their order. `odd`: words (each letter a byte) that
 * are to be looked at more closely where words are read.
 */
export function recordTable(
  marks: MarkCodes,
  kinds: readonly (ValueKind | null)[] = [null],
  odd: readonly string[] = [],
): Uint16Array {
  const all = [...new Set(odd.flatMap((word) => Array.from(word, (_, index) => word.slice(0, index + 1))))]
  const prefixes = all.slice(0, mostPlaces - firstPrefix)
  const known = new Map(prefixes.map((prefix, index) => [prefix, firstPrefix + index]))
  const rules = { marks, begin: beginOf(kinds[0] ?? null), prefixes, known, all: new Set(all), odd: new Set(odd) }
  const table = new Uint16Array((firstPrefix + prefixes.length) * places)
  // Only places that can be come to: most kinds are not there in most tables.
  const reached = new Set([atRecord, afterReturn, ...kinds.map(beginOf)])
  for (const place of reached) {
    for (let byte = 0; byte < 256; byte++) {
      const { next, event = 0 } = after(place, byte, rules)
      table[place * places + byte] = next * places + event
      reached.add(next)
    }
  }
  return table
}

interface Rules {
  marks: MarkCodes
  /** Where the first column's values begin. */
  begin: number
  /** All beginnings of the odd words; those that there is room for, in the order of their places; and their places. */
  all: ReadonlySet<string>
  prefixes: readonly string[]
  known: ReadonlyMap<string, number>
  odd: ReadonlySet<string>
}

function after(place: number, byte: number, rules: Rules): { next: number; event?: number } {
  const { delimiter, quote, escape } = rules.marks
  if (place === atEscape || (place === atQuote && byte === quote)) return { next: inQuotes }
  if (place === inQuotes) {
    return { next: byte === escape && escape !== quote ? atEscape : byte === quote ? atQuote : inQuotes }
  }
  if (place === afterReturn && byte === lineFeed) return { next: atRecord, event: events.swallowed }
  const fresh = place === atRecord || place === afterReturn
  const from = fresh ? rules.begin : place
  if (byte === lineFeed || byte === carriageReturn) {
    const next = byte === lineFeed ? atRecord : afterReturn
    return { next, event: fresh ? events.blank : events.record + doubtOf(from, rules) }
  }
  if (byte === delimiter) return { next: atField, event: events.field + doubtOf(from, rules) }
  const open = (from >= atField && from <= atNothing) || from === atDay || from === atMoment
  if (open && byte === quote) return { next: inQuotes }
  // DuckDB lets spaces stand before a quote.
  return { next: open && byte === space ? atField : within(from, byte, rules) }
}

const plainPlaces = [
  ...[atWhole, atDecimal, atWords, atNothing, atDay, atMoment, wholeDay, wholeMoment],
  ...[wholeDigits, wholeZero, decimalDigits, decimalZero, fraction, inWord],
]

/** Nothing for a value that ends here as its kind wants it. */
function doubtOf(place: number, { prefixes, odd }: Rules): number {
  if (place < firstPrefix) return plainPlaces.includes(place) ? 0 : doubtful
  return odd.has(prefixes[place - firstPrefix] ?? '') ? doubtful : 0
}

/** The place in a field without quotation marks: `inField` when its value is not plain. */
function within(place: number, byte: number, rules: Rules): number {
  const digit = byte >= zero && byte <= nine
  if (place === atWhole || place === minusWhole) {
    if (digit) return byte === zero ? wholeZero : wholeDigits
    return place === atWhole && byte === minus ? minusWhole : inField
  }
  if (place === wholeDigits) return digit ? wholeDigits : inField
  if (place === atDecimal || place === minusDecimal) {
    if (digit) return byte === zero ? decimalZero : decimalDigits
    return place === atDecimal && byte === minus ? minusDecimal : inField
  }
  if (place === decimalDigits || place === decimalZero || place === fraction) return inDecimal(place, byte, digit)
  if (place === atDay || place === atMoment || (place >= inDay && place < firstPrefix)) return inTemplate(place, byte)
  if (place < atWords || place === atNothing || place === wholeZero) return inField
  return inWords(place, byte, rules)
}

function inDecimal(place: number, byte: number, digit: boolean): number {
  if (digit) return place === decimalZero ? inField : place
  return byte === point && place !== fraction ? fraction : inField
}

/** Years from 2000 on are followed here; all others are looked at more closely. */
function inTemplate(place: number, byte: number): number {
  const day = place === atDay || (place >= inDay && place < inMoment)
  const [template, first] = day ? [templates.day, inDay] : [templates.moment, inMoment]
  const done = place === atDay || place === atMoment ? 0 : place - first + 1
  const fits = done === 0 ? byte === two : done < template.length && isLike(template, done, byte)
  return fits ? first + done : inField
}

function inWords(place: number, byte: number, { prefixes, known, all }: Rules): number {
  if (place === atWords && !beginsInInk(byte)) return inField
  const letter = String.fromCharCode(byte)
  if (place === atWords || place >= firstPrefix) {
    const longer = (place === atWords ? '' : (prefixes[place - firstPrefix] ?? '')) + letter
    // One that there is no room for is looked at more closely, however it goes on.
    if (all.has(longer)) return known.get(longer) ?? inField
  }
  return endsInInk(byte) ? inWord : atEdge
}

/** False for a byte with which a blank begins, of whatever script. */
const beginsInInk = (byte: number) => byte > space && byte !== 0xc2 && (byte < 0xe1 || byte > 0xe3)
/** False for a byte with which a blank ends. */
const endsInInk = (byte: number) => byte > space && (byte < firstBeyondAscii || byte > 0xaf)
