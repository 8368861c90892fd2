// Numbers as people write them: with a decimal comma, with marks between thousands; told by all values of all columns.
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Dialect, Reading } from '../../../../shared/records'
import { literal, numbersOf } from './sql'

export type NumberMarks = Pick<Dialect, 'decimal' | 'thousands'>

/** In the order in which they are preferred when several fit. */
const known: readonly NumberMarks[] = [
  { decimal: ',', thousands: '' },
  { decimal: ',', thousands: '.' },
  { decimal: ',', thousands: ' ' },
  { decimal: ',', thousands: "'" },
  { decimal: '.', thousands: ',' },
  { decimal: '.', thousands: ' ' },
  { decimal: '.', thousands: "'" },
]

/**
 * The marks of a file's numbers, by which most of the columns `cells` (SQL names of text columns of `raw` that are not
 * plain numbers) become numbers. A decimal comma is not guessed in a file whose fields are parted by commas: there
 * `"1,2"` is rather a list.
 */
export async function guessMarks(
  connection: DuckDBConnection,
  raw: string,
  cells: string[],
  { reading, delimiter }: { reading: Reading; delimiter: string },
): Promise<NumberMarks> {
  const plain: NumberMarks = { decimal: reading.decimal ?? '.', thousands: reading.thousands ?? '' }
  if (reading.decimal !== undefined && reading.thousands !== undefined) return plain
  const candidates = known.filter(
    ({ decimal, thousands }) =>
      (reading.decimal === undefined ? decimal === '.' || delimiter !== ',' : decimal === reading.decimal) &&
      (reading.thousands === undefined || thousands === reading.thousands),
  )
  const counts = new Map(candidates.map((marks) => [marks, 0]))
  for (const cell of cells) {
    for (const marks of await fitting(connection, raw, cell, candidates))
      counts.set(marks, (counts.get(marks) ?? 0) + 1)
  }
  const most = Math.max(0, ...counts.values())
  return most === 0 ? plain : ([...counts].find(([, count]) => count === most)?.[0] ?? plain)
}

/** Those marks with which all values of a column are numbers. */
async function fitting(
  connection: DuckDBConnection,
  raw: string,
  cell: string,
  candidates: readonly NumberMarks[],
): Promise<NumberMarks[]> {
  const [present = 0, ...fits] = (
    await numbersOf(
      connection,
      `SELECT count(${cell})::DOUBLE, ${candidates.map((marks) => fitsOf(cell, marks)).join(', ')} FROM ${raw}`,
    )
  ).map(Number)
  return candidates.filter((_, index) => present > 0 && fits[index] === present)
}

/** SQL that counts the values which are finite numbers with these marks. */
export function fitsOf(cell: string, marks: NumberMarks): string {
  const { decimal, thousands } = marks
  const mark = (text: string) => (text === '.' ? '\\.' : text)
  const groups = thousands === '' ? '' : `[0-9]{1,3}(${mark(thousands)}[0-9]{3})+|`
  const whole = `(${groups}0|[1-9][0-9]*)`
  const pattern = `[+-]?${whole}(${mark(decimal)}[0-9]+)?([eE][+-]?[0-9]+)?`
  const finite = `isfinite(TRY_CAST(${plainOf(cell, marks)} AS DOUBLE))`
  return `count(*) FILTER (regexp_full_match(${cell}, ${literal(pattern)}) AND ${finite})::DOUBLE`
}

/** SQL of the same value as DuckDB writes numbers. */
export function plainOf(cell: string, { decimal, thousands }: NumberMarks): string {
  const joined = thousands === '' ? cell : `replace(${cell}, ${literal(thousands)}, '')`
  return decimal === '.' ? joined : `replace(${joined}, ',', '.')`
}
