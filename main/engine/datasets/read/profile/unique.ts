// Which columns never repeat a value, and how many rows repeat one above them: counted exactly, of all rows.
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Column } from '../../../../../shared/records'
import type { ReadContext } from '../context'
import { identifier, numbersOf } from '../sql'
import { eachPiece } from './values'

/** An estimate of how many values differ is a few percent off. */
const mostlyDifferent = 0.85

interface Work {
  connection: DuckDBConnection
  table: string
  rows: number
  context: ReadContext
}

/** Of columns that have about as many values as rows it is counted whether all differ. */
export async function uniqueOf(work: Work, columns: readonly Column[]): Promise<Set<string>> {
  const unique = new Set<string>()
  for (const column of columns) {
    const { storage, missing, distinct, top } = column
    if (missing > 0 || storage === 'DOUBLE' || distinct < work.rows * mostlyDifferent) continue
    // With the commonest values known, the import counted all of them.
    const exact = top.length > 0 ? distinct === work.rows : await allDiffer(work, column)
    if (exact) unique.add(column.name)
  }
  return unique
}

async function allDiffer(work: Work, column: Column): Promise<boolean> {
  const { min, max, storage, name } = column
  if (storage === 'BIGINT' && min !== null && max !== null && max - min === work.rows - 1) {
    return fillsRange(work, column, min)
  }
  const [count] = await numbersOf(
    work.connection,
    `SELECT count(DISTINCT ${identifier(name)})::DOUBLE FROM ${work.table}`,
  )
  return count === work.rows
}

/** Whole numbers without a gap: does none come twice? A bit for each. */
async function fillsRange({ connection, table, rows, context }: Work, column: Column, low: number): Promise<boolean> {
  const seen = new Uint8Array(Math.ceil(rows / 8))
  let repeated = false
  await eachPiece(connection, table, [column], context, ([values], count) => {
    for (let row = 0; row < count; row++) {
      const place = (values?.[row] as number) - low
      const [byte, bit] = [Math.floor(place / 8), 1 << (place & 7)]
      repeated ||= ((seen[byte] as number) & bit) !== 0
      seen[byte] = (seen[byte] as number) | bit
    }
  })
  return !repeated
}

/** Rows equal to one above them, by a hash of 64 bits: of ten million, two different ones collide once in 400,000 tables. */
export async function duplicatesOf({ connection, table, rows }: Work, columns: readonly Column[]): Promise<number> {
  const row = columns.map(({ name }) => identifier(name)).join(', ')
  const [different] = await numbersOf(connection, `SELECT count(DISTINCT hash(${row}))::DOUBLE FROM ${table}`)
  return rows - (different ?? rows)
}
