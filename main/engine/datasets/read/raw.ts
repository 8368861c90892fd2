// What every format's reader is handed and gives: a raw table with an account of its records.
import type { DuckDBConnection } from '@duckdb/node-api'
import type { BadRows, Dialect, Reading, RowAccount } from '../../../../shared/records'
import type { ReadContext } from './context'
import type { Source } from './source'

export interface RawTable {
  /** A table expression with the columns c0, c1, ... */
  relation: string
  names: string[]
  /** Everything but how numbers and dates are written, which all files of an import decide together. */
  dialect: Omit<Dialect, 'decimal' | 'thousands' | 'dateOrder'>
  account: RowAccount
}

/** What a format's reader is handed. */
export interface RawInput {
  connection: DuckDBConnection
  source: Source
  /** The text in UTF-8; for Parquet the file itself. */
  file: string
  /** The Parquet file to be written. */
  target: string
  scratch: string
  reading: Reading
  badRows: BadRows
  /** Only so many rows of a format that DuckDB reads by itself. */
  mostRows: number | null
  context: ReadContext
}

export const noRows: RowAccount = { records: 0, rows: 0, rejects: 0, comments: 0, blanks: 0, preamble: 0 }
