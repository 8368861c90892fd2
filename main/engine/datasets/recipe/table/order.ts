// In which order rows follow one another in time, for the steps that look at neighbours: sessions, lags, the newest row.
import { identifier } from '../../read/sql'
import { typeOfStorage } from '../expression/tree'
import { rowSql, timeOf } from './step'
import type { TableColumn } from './step'

/** The value that a time column is ordered by: a number as it is, anything else read as a time. */
export function momentOf(columns: readonly TableColumn[], name: string): string {
  return isNumeric(columns, name) ? `CAST(${identifier(name)} AS DOUBLE)` : timeOf(name)
}

/** A time column in seconds; a numeric one counts in `unit` seconds (0.001 for milliseconds). */
export function secondsOf(columns: readonly TableColumn[], name: string, unit: number): string {
  return isNumeric(columns, name) ? `(CAST(${identifier(name)} AS DOUBLE) * ${unit}e0)` : `epoch(${timeOf(name)})`
}

/** ORDER BY terms: time if there is one, missing times last, equal times by their place in the table. */
export function timeOrder(columns: readonly TableColumn[], time: string, direction: 'ASC' | 'DESC' = 'ASC'): string {
  const first = time === '' ? '' : `${momentOf(columns, time)} ${direction} NULLS LAST, `
  return `${first}${rowSql} ${direction}`
}

/** PARTITION BY of a grouping column, nothing for ''. */
export function partitionBy(group: string): string {
  return group === '' ? '' : `PARTITION BY ${identifier(group)} `
}

function isNumeric(columns: readonly TableColumn[], name: string): boolean {
  return columns.some((column) => column.name === name && typeOfStorage(column.storage) === 'number')
}
