// How a file is read into a table, and where each of its records went.
import type { Text } from '../fields/text'

export const tableFormats = ['csv', 'json', 'parquet'] as const
export const compressions = ['none', 'gzip', 'zstd'] as const
export const decimalMarks = ['.', ','] as const
export const thousandsMarks = ['', ',', '.', ' ', "'"] as const
export const dateOrders = ['', 'ymd', 'dmy', 'mdy'] as const
export type DateOrder = (typeof dateOrders)[number]

/** How a file is read. Every guess can be shown, and every one be replaced by the user's own word. */
export interface Dialect {
  format: (typeof tableFormats)[number]
  compression: (typeof compressions)[number]
  encoding: string
  /** One to four ASCII characters, or one other. */
  delimiter: string
  /** '' when nothing is quoted. */
  quote: string
  escape: string
  header: boolean
  /** Lines above the column names, or above the first row when there are none. */
  skip: number
  /** What a comment line begins with; '' when there are none. */
  comment: string
  decimal: (typeof decimalMarks)[number]
  thousands: (typeof thousandsMarks)[number]
  /** The order of day, month and year in the columns that are dates; '' when there are none. */
  dateOrder: DateOrder
  /** The words that mean a missing value, beside the empty cell. */
  missing: string[]
}

/** What the user fixed of the dialect; the rest is guessed. */
export type Reading = Partial<Dialect>

/** What is stored of it: records of version 0.1 have these four alone. */
export type StoredDialect = Pick<Dialect, 'delimiter' | 'quote' | 'header' | 'encoding'> & Partial<Dialect>

/** What becomes of rows that do not fit: left out, refused with the whole file, or padded and cut. */
export const badRowChoices = ['skip', 'fail', 'mend'] as const
export type BadRows = (typeof badRowChoices)[number]

/** Where each record of the file went. `records = rows + rejects + comments + blanks + preamble`, checked at each import. */
export interface RowAccount {
  records: number
  rows: number
  rejects: number
  comments: number
  blanks: number
  preamble: number
  /** Rows (counted among them) that were padded or cut; none when left out. */
  mended?: number
}

/** A record that did not become a row. */
export interface Reject {
  /** Name of the file that it stands in. */
  file: string
  /** Line of the file on which it begins, from 1. */
  line: number
  reason: Text
  /** As it stands in the file, its first 10,000 characters. */
  text: string
}

/** A window of the rejects of an import. */
export interface Rejects {
  offset: number
  total: number
  rejects: Reject[]
}
