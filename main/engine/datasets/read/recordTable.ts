// The rules of RFC 4180, and CR of old Macs, as a table: what a byte makes of the place in the text that is read.

export interface RecordCount {
  /** Records, blank lines among them. A quoted line break does not end a record. */
  records: number
  blanks: number
}

/** Places in the text. A record's first field, and any field that begins here, may open with a quotation mark. */
export const [atRecord, afterReturn, atField, inField, inQuotes, atQuote, atEscape] = [0, 1, 2, 3, 4, 5, 6]
/** The begin of a field that should be a number, after its minus, and in one of digits alone, of a single 0, with a point. */
export const [atNumber, afterMinus, digits, zeroDigit, fraction] = [7, 8, 9, 10, 11]
const places = 12

/** Added to the next place when a byte ends a field, a record or an empty line, or is the LF of a CR LF. */
export const events = { field: 16, record: 32, blank: 48, swallowed: 64 } as const

const [lineFeed, carriageReturn, space, minus, point, zero, nine] = [10, 13, 32, 45, 46, 48, 57]

/** Codes of the marks; -1 for no quote and no escape. */
export interface MarkCodes {
  delimiter: number
  quote: number
  escape: number
}

/** By place and byte: the next place, and the event. */
export function recordTable(marks: MarkCodes): Uint8Array {
  const table = new Uint8Array(places << 8)
  for (let place = 0; place < places; place++) {
    for (let byte = 0; byte < 256; byte++) table[(place << 8) | byte] = after(place, byte, marks)
  }
  return table
}

function after(place: number, byte: number, { delimiter, quote, escape }: MarkCodes): number {
  if (place === atEscape || (place === atQuote && byte === quote)) return inQuotes
  if (place === inQuotes) return byte === escape && escape !== quote ? atEscape : byte === quote ? atQuote : inQuotes
  if (place === afterReturn && byte === lineFeed) return atRecord + events.swallowed
  const begins = place === atRecord || place === afterReturn
  if (byte === lineFeed || byte === carriageReturn) {
    return (byte === lineFeed ? atRecord : afterReturn) + (begins ? events.blank : events.record)
  }
  if (byte === delimiter) return atField + events.field
  const open = begins || place === atField || place === atNumber
  if (open && byte === quote) return inQuotes
  // DuckDB lets spaces stand before a quote.
  return open && byte === space ? atField : inNumber(place, byte)
}

/** The place in a field without quotation marks: `inField` when it is no plain number. */
function inNumber(place: number, byte: number): number {
  const digit = byte >= zero && byte <= nine
  if (place === atNumber && byte === minus) return afterMinus
  if (digit && (place === atNumber || place === afterMinus)) return byte === zero ? zeroDigit : digits
  if (digit && (place === digits || place === fraction)) return place
  return byte === point && (place === digits || place === zeroDigit) ? fraction : inField
}
