// What steps are given besides the table: other tables of the workspace, and the key of pseudonyms.
import type { TableColumn } from './step'

/** A table of the workspace that a step may bring in. */
export interface OtherTable {
  /** A table expression of our own. */
  table: string
  columns: readonly TableColumn[]
}

export interface StepGiven {
  /** By the id of its data set. */
  tables: ReadonlyMap<string, OtherTable>
  /** 64 hexadecimal digits that no one outside the workspace knows; '' when there is none. */
  key: string
}

export const nothingGiven: StepGiven = { tables: new Map(), key: '' }
