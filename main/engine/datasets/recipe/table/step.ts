// What a table step is: it changes the whole table by SQL, before the split; and what all of them need to write it.
import type { Problem } from '../../../../../shared/contract/errors'
import type { Field, Settings } from '../../../../../shared/fields/field'
import type { Text } from '../../../../../shared/fields/text'
import { identifier } from '../../read/sql'

/** A column of the relation a step is applied to, its storage as DuckDB says it. */
export interface TableColumn {
  name: string
  storage: string
}

/** A table of the workspace that a step may bring in. */
export interface OtherTable {
  /** A table expression of our own. */
  table: string
  columns: readonly TableColumn[]
}

/** What steps are given besides the table. */
export interface StepGiven {
  /** By the id of its data set. */
  tables: ReadonlyMap<string, OtherTable>
  /** Of pseudonyms: 64 hexadecimal digits that no one outside the workspace knows; '' when there is none. */
  key: string
}

export const nothingGiven: StepGiven = { tables: new Map(), key: '' }

export interface StepInput {
  columns: readonly TableColumn[]
  settings: Settings
  given: StepGiven
}

export type StepSql =
  | {
      sql: string
      /** The statement is applied again as long as rows fall away. */
      untilStable?: true
      /** A query of one count over `source`: the step is not done when it is above 0. */
      refuse?: { sql: string; problem: (count: number) => Problem }
      /** A query of one count over `source`, and what is said of it. */
      note?: { sql: string; text: (count: number) => Text }
    }
  | { problems: Problem[] }

export interface TableStep {
  name: string
  label: Text
  summary: Text
  fields: readonly Field[]
  /** One SELECT over `source`, which has the columns and `rowNumber`; or what is wrong with the settings. */
  sql(input: StepInput): StepSql
}

/**
 * The column that carries the order of the rows through every step and is no part of the result. Each statement hands
 * it on. Its first character cannot be typed, so that no file's column has its name.
 */
export const rowNumber = '\u0001row'
export const rowSql = identifier(rowNumber)

/** A SELECT of the whole source with some columns made anew, and new ones behind the others. */
export function withColumns(changed: readonly Made[], added: readonly Made[] = [], from = 'source'): string {
  const replaced = changed.length === 0 ? '' : ` REPLACE (${changed.map(written).join(', ')})`
  return `SELECT *${replaced}${added.map((column) => `, ${written(column)}`).join('')} FROM ${from}`
}

interface Made {
  name: string
  sql: string
}

function written({ name, sql }: Made): string {
  return `${sql} AS ${identifier(name)}`
}

/** A number as SQL: always a double, so that sums of whole numbers cannot overflow. */
export function numberSql(value: number): string {
  return `CAST(${Number.isFinite(value) ? String(value) : 'NULL'} AS DOUBLE)`
}

/** A column's value as a double; what is no finite number is missing. */
export function doubleOf(name: string): string {
  const value = `TRY_CAST(${identifier(name)} AS DOUBLE)`
  return `(CASE WHEN isfinite(${value}) THEN ${value} END)`
}

/** A column's value as a text; 3.0 is written 3, as it is shown. */
export function textOf(name: string, table = ''): string {
  const column = table === '' ? identifier(name) : `${table}.${identifier(name)}`
  return `regexp_replace(CAST(${column} AS VARCHAR), '^([+-]?\\d+)\\.0+$', '\\1')`
}

/** A column's value as a time; what is written otherwise than 2024-01-31 18:30 is missing. */
export function timeOf(name: string): string {
  return `TRY_CAST(CAST(${identifier(name)} AS VARCHAR) AS TIMESTAMP)`
}
