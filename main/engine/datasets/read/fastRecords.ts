// Counts the records of a text in one loop over its bytes, and looks at each value on the way: what an import does beside DuckDB.
import { longestNumber, mostDigits } from './plainValues'
import type { Misfit, PlainValues, ValueKind } from './plainValues'
import {
  afterReturn,
  atEscape,
  atRecord,
  beginOf,
  doubtful,
  events,
  inQuotes,
  places,
  recordTable,
} from './recordTable'
import type { MarkCodes, RecordCount } from './recordTable'

/** Values that are cut by the end of a piece are kept up to this length. */
const mostKept = 1 << 16
const lineFeed = 10

/** What is looked at of each value: its column's kind (null for none), from the first record on or from the second. */
export interface Look {
  values: PlainValues
  kinds: readonly (ValueKind | null)[]
  header: boolean
}

/** As `RecordCounter`, for a delimiter of one byte, and many times as fast: it counts the same and tells no positions. */
export class FastRecords {
  private readonly table: Uint16Array
  /** Of each column, of the one beyond the last and of all others: its kind, where its values begin, the length of plain ones. */
  private readonly kinds: (ValueKind | null)[]
  private readonly begins: Uint16Array
  private readonly longest: Float64Array
  private readonly values: PlainValues | null
  /** The place, as the table has it. */
  private state = atRecord * places
  private records = 0
  private blanks = 0
  private column = 0
  /** The first of the records whose values are looked at. */
  private readonly from: number
  /** The begin of a value that the last piece did not end. */
  private kept: Uint8Array | null = null
  /** What this record's values are that their columns do not fit. */
  private found: [column: number, misfit: Misfit][] = []
  /** Of each column that a value does not fit, what the first such value is. Records that are no rows do not count. */
  readonly misfits = new Map<number, Misfit>()

  constructor(marks: MarkCodes, look: Look | null = null) {
    this.kinds = [...(look?.kinds ?? []), null, null]
    this.values = look?.values ?? null
    this.table = recordTable(marks, this.kinds, this.values?.unknown())
    this.begins = Uint16Array.from(this.kinds, (kind) => beginOf(kind) * places)
    this.longest = Float64Array.from(this.kinds, longestPlain)
    this.from = look?.header === true ? 1 : 0
  }

  /** One loop over local variables: calls at every byte would multiply its time. */
  feed(bytes: Uint8Array): void {
    const { table, begins, longest } = this
    const beyond = this.kinds.length - 1
    let { state, column } = this
    let begin = 0
    for (let index = 0; index < bytes.length; index++) {
      state = table[state | (bytes[index] as number)] as number
      const event = state & (places - 1)
      if (event === 0) continue
      state -= event
      if (event >= doubtful || index - begin > (longest[column] as number) || begin === 0) {
        if (this.values !== null) this.look(column, bytes, begin, index)
      }
      const ends = event & (doubtful - 1)
      if (ends === events.field) {
        if (column < beyond) column++
        state = begins[column] as number
      } else if (ends !== events.swallowed) {
        if (this.found.length > 0) this.judge(column, bytes.subarray(begin, index), begin === 0)
        column = 0
        this.records++
        if (ends === events.blank) this.blanks++
      }
      begin = index + 1
    }
    ;[this.state, this.column] = [state, column]
    if (this.values !== null) this.keep(bytes, begin)
  }

  /** The counts after the last piece; a last line without a line end counts. */
  finish(): RecordCount {
    const place = this.state / places
    const open = place !== atRecord && place !== afterReturn
    // In quotation marks that are not closed, a line end would end nothing.
    if (place === inQuotes || place === atEscape) return { records: this.records + 1, blanks: this.blanks }
    if (open) this.feed(Uint8Array.of(lineFeed))
    return { records: this.records, blanks: this.blanks }
  }

  private look(column: number, bytes: Uint8Array, begin: number, end: number): void {
    const [kind, kept] = [this.kinds[column] ?? null, this.kept]
    this.kept = null
    if (kind === null || this.values === null || this.records < this.from) return
    const value = kept === null ? bytes : Buffer.concat([kept, bytes.subarray(begin, end)])
    const misfit =
      kept === null ? this.values.misfit(kind, bytes, begin, end) : this.values.misfit(kind, value, 0, value.length)
    if (misfit !== null) this.found.push([column, misfit])
  }

  /**
   * A record with another number of fields is no row, unless DuckDB takes what is beyond the last column for nothing. `field`: the
   * record's last one, of which the last piece may have had the begin.
   */
  private judge(column: number, field: Uint8Array, cut: boolean): void {
    const last = this.kinds.length - 3
    const beyond = column === last + 1 && (cut || this.values?.isNothing(field) === true)
    const row = column === last || beyond
    for (const [unfit, misfit] of row ? this.found : []) {
      if (!this.misfits.has(unfit)) this.misfits.set(unfit, misfit)
      // One is enough: the column's other values are not looked at.
      this.kinds[unfit] = null
      this.begins[unfit] = beginOf(null) * places
      this.longest[unfit] = Infinity
    }
    this.found = []
  }

  private keep(bytes: Uint8Array, begin: number): void {
    const kind = this.kinds[this.column] ?? null
    const rest = bytes.subarray(begin)
    if (kind === null || this.records < this.from || (begin > 0 && rest.length === 0)) return
    const kept = this.kept === null || begin > 0 ? Buffer.from(rest) : Buffer.concat([this.kept, rest])
    if (kept.length > mostKept) this.found.push([this.column, 'text'])
    this.kept = kept.length > mostKept ? null : kept
  }
}

/** Plain values of whatever length are words; longer numbers are looked at more closely. */
function longestPlain(kind: ValueKind | null): number {
  return kind === 'whole' ? mostDigits : kind === 'decimal' ? longestNumber : Infinity
}
