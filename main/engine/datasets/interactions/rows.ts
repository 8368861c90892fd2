// The rows that a task arranges, column by column and by role: words as codes, all else as numbers.
import type { Role } from '../../../../shared/records'
import { leftOut } from '../splits'

/** Words as codes in the order in which they first occur; -1 where there is none. */
export interface Coded {
  codes: Int32Array
  names: string[]
}

/** Prepared features, row-major. */
export interface FeatureMatrix {
  width: number
  values: Float32Array
}

/** Rows by place, in the order of the table. */
export class TaskRows {
  constructor(
    /** The row of the table at each place, from 0. */
    readonly row: Int32Array,
    /** Part codes, `leftOut` for rows in no part. */
    readonly part: Uint8Array,
    private readonly columns: ReadonlyMap<Role, Coded | Float64Array>,
    readonly features: FeatureMatrix = { width: 0, values: new Float32Array(0) },
  ) {}

  get count(): number {
    return this.row.length
  }

  has(role: Role): boolean {
    return this.columns.has(role)
  }

  /** Null when no column has the role. */
  words(role: Role): Coded | null {
    const column = this.columns.get(role)
    return column === undefined || column instanceof Float64Array ? null : column
  }

  /** Null when no column has the role; NaN where there is no value. */
  numbers(role: Role): Float64Array | null {
    const column = this.columns.get(role)
    return column instanceof Float64Array ? column : null
  }

  /** True when every one of these roles that has a column has a value there. */
  complete(roles: readonly Role[]): (place: number) => boolean {
    const columns = roles.flatMap((role) => this.columns.get(role) ?? [])
    return (place) =>
      columns.every((column) =>
        column instanceof Float64Array ? !Number.isNaN(column[place]) : (column.codes[place] as number) >= 0,
      )
  }

  /** The same rows with these features, and with other numbers for a role. */
  with(features: FeatureMatrix, other?: { role: Role; values: Float64Array }): TaskRows {
    const columns = other === undefined ? this.columns : new Map(this.columns).set(other.role, other.values)
    return new TaskRows(this.row, this.part, columns, features)
  }

  /** Those at `places` alone. */
  pick(places: Int32Array, part: Uint8Array, features?: FeatureMatrix): TaskRows {
    const columns = new Map<Role, Coded | Float64Array>()
    for (const [role, column] of this.columns) {
      if (column instanceof Float64Array) columns.set(role, numbersAt(column, places))
      else columns.set(role, { ...column, codes: codesAt(column.codes, places) })
    }
    return new TaskRows(codesAt(this.row, places), part, columns, features)
  }
}

/** The numbers from 0 to `count - 1`. */
export function rowNumbers(count: number): Int32Array {
  const numbers = new Int32Array(count)
  // Loops here and below, not `from`, which is ten times slower on millions of rows.
  for (let row = 0; row < count; row++) numbers[row] = row
  return numbers
}

/** The codes at `places`. */
export function codesAt(codes: Int32Array, places: Int32Array): Int32Array {
  const chosen = new Int32Array(places.length)
  for (let index = 0; index < places.length; index++) chosen[index] = codes[places[index] as number] as number
  return chosen
}

/** The numbers at `places`. */
export function numbersAt(numbers: Float64Array, places: Int32Array): Float64Array {
  const chosen = new Float64Array(places.length)
  for (let index = 0; index < places.length; index++) chosen[index] = numbers[places[index] as number] as number
  return chosen
}

/** The part codes at `places`. */
export function partsAt(part: Uint8Array, places: Int32Array): Uint8Array {
  const chosen = new Uint8Array(places.length)
  for (let index = 0; index < places.length; index++) chosen[index] = part[places[index] as number] as number
  return chosen
}

/** The places that are in a part. */
export function placesIn(part: Uint8Array): Int32Array {
  return rowNumbers(part.length).filter((place) => part[place] !== leftOut)
}

/** One history of all rows, for tables that do not say whose a row is. */
export function oneKey(count: number): Coded {
  return { codes: new Int32Array(count), names: [''] }
}
