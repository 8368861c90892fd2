// Counts the records of a text in one loop over its bytes, and looks at each value on the way: what an import does beside DuckDB.
import type { PlainValues, ValueKind } from './plainValues'
import {
  afterReturn,
  atEscape,
  atNumber,
  atRecord,
  digits,
  events,
  fraction,
  inField,
  inQuotes,
  recordTable,
  zeroDigit,
} from './recordTable'
import type { MarkCodes, RecordCount } from './recordTable'

/** Values that are cut by the end of a piece are kept up to this length. */
const mostKept = 1 << 16
/** Longer numbers are looked at more closely. */
const [longestWhole, longestDecimal] = [18, 64]
const [lineFeed, space, firstBeyondAscii] = [10, 32, 128]

const kindNames = [null, 'whole', 'decimal', 'words', 'nothing'] as const
const [none, whole, decimal, words] = [0, 1, 2, 3]

/** What is looked at of each value: its column's kind (null for none), from the first record on or from the second. */
export interface Look {
  values: PlainValues
  kinds: readonly (ValueKind | null)[]
  header: boolean
}

/** As `RecordCounter`, for a delimiter of one byte, and many times as fast: it counts the same and tells no positions. */
export class FastRecords {
  private readonly table: Uint8Array
  /** Of each column a place among the names. */
  private readonly kinds: Uint8Array
  private readonly values: PlainValues | null
  private state = atRecord
  private records = 0
  private blanks = 0
  private column = 0
  /** The first of the records whose values are looked at. */
  private readonly from: number
  /** The begin of a value that the last piece did not end. */
  private kept: Uint8Array | null = null
  /** A value was found that its column does not fit. */
  odd = false

  constructor(marks: MarkCodes, look: Look | null = null) {
    this.table = recordTable(marks)
    this.kinds = Uint8Array.from(look?.kinds ?? [], (kind) => kindNames.indexOf(kind))
    this.values = look?.values ?? null
    this.from = look?.header === true ? 1 : 0
  }

  /** One loop over local variables: calls at every byte would multiply its time. */
  feed(bytes: Uint8Array): void {
    const { table, kinds, from } = this
    let { state, column, records, blanks } = this
    let looks = this.values !== null && !this.odd
    let begin = 0
    for (let index = 0; index < bytes.length; index++) {
      const next = table[(state << 8) | (bytes[index] as number)] as number
      if (next < events.field) {
        state = next
        continue
      }
      if (looks && next < events.swallowed && column < kinds.length && records >= from) {
        const kind = kinds[column] as number
        if (this.kept !== null || !isPlain(kind, state, bytes, begin, index))
          looks = this.check(kind, bytes, begin, index)
      }
      begin = index + 1
      state = next & (events.field - 1)
      if (next < events.record) {
        column++
        if (isNumber(kinds, column)) state = atNumber
      } else if (next < events.swallowed) {
        column = 0
        records++
        if (next >= events.blank) blanks++
      }
    }
    ;[this.state, this.column, this.records, this.blanks] = [state, column, records, blanks]
    if (looks) this.keep(bytes, begin)
  }

  /** The counts after the last piece; a last line without a line end counts. */
  finish(): RecordCount {
    const open = this.state !== atRecord && this.state !== afterReturn
    // In quotation marks that are not closed, a line end would end nothing.
    if (this.state === inQuotes || this.state === atEscape) return { records: this.records + 1, blanks: this.blanks }
    if (open) this.feed(Uint8Array.of(lineFeed))
    return { records: this.records, blanks: this.blanks }
  }

  private check(kind: number, bytes: Uint8Array, begin: number, end: number): boolean {
    const name = kindNames[kind]
    if (name === null || name === undefined || this.values === null) return true
    if (this.kept === null) this.odd = !this.values.fits(name, bytes, begin, end)
    else {
      const value = Buffer.concat([this.kept, bytes.subarray(begin, end)])
      this.odd = !this.values.fits(name, value, 0, value.length)
      this.kept = null
    }
    return !this.odd
  }

  private keep(bytes: Uint8Array, begin: number): void {
    if (this.records < this.from || (this.kinds[this.column] ?? none) === none) return
    const rest = bytes.subarray(begin)
    const kept = this.kept === null ? Buffer.from(rest) : Buffer.concat([this.kept, rest])
    this.odd = kept.length > mostKept
    this.kept = kept.length === 0 ? null : kept
  }
}

function isNumber(kinds: Uint8Array, column: number): boolean {
  if (column >= kinds.length) return false
  const kind = kinds[column] as number
  return kind === whole || kind === decimal
}

/** Most values are told by the place that their last byte led to; the others are looked at byte by byte. */
function isPlain(kind: number, state: number, bytes: Uint8Array, begin: number, end: number): boolean {
  if (kind === none || begin === end) return true
  if (kind === whole) return (state === digits || state === zeroDigit) && end - begin <= longestWhole
  if (kind === decimal) return state >= digits && state <= fraction && end - begin <= longestDecimal
  if (kind !== words || (state !== inField && state < digits)) return false
  return beginsInInk(bytes[begin] as number) && endsInInk(bytes[end - 1] as number)
}

/** False for a byte with which a blank begins, of whatever script. */
const beginsInInk = (byte: number) => byte > space && byte !== 0xc2 && (byte < 0xe1 || byte > 0xe3)
/** False for a byte with which a blank ends. */
const endsInInk = (byte: number) => byte > space && (byte < firstBeyondAscii || byte > 0xaf)
