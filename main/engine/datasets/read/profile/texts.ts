// What the profile says of columns of words: how long they are, how many are written as numbers, and some of them as they stand.
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Column, ColumnProfile } from '../../../../../shared/records'
import { checkSignal } from '../context'
import type { ReadContext } from '../context'
import { identifier, numbersOf, rowsOf } from '../sql'

export type TextFacts = Pick<ColumnProfile, 'textLength' | 'mixed'>

const columnsAQuery = 50
const factsAColumn = 5

/** In the order of `columns`; nothing where a column has no values. */
export async function textFacts(
  connection: DuckDBConnection,
  table: string,
  columns: readonly Column[],
  context: ReadContext,
): Promise<TextFacts[]> {
  const facts: TextFacts[] = []
  for (let first = 0; first < columns.length; first += columnsAQuery) {
    checkSignal(context.signal)
    const part = columns.slice(first, first + columnsAQuery)
    const flat = await numbersOf(connection, `SELECT ${part.flatMap(aggregates).join(', ')} FROM ${table}`)
    part.forEach((_, index) => facts.push(factsOf(flat.slice(index * factsAColumn))))
  }
  return facts
}

/** Shortest, mean and longest in characters, how many are numbers, and how many there are. */
function aggregates({ name }: Column): string[] {
  const text = `${identifier(name)}::VARCHAR`
  // Trying to read every word as a number is slow, and words that begin with a letter are none.
  const number = `CASE WHEN ascii(${text}) < 58 THEN TRY_CAST(${text} AS DOUBLE) END`
  return [
    `min(length(${text}))`,
    `avg(length(${text}))`,
    `max(length(${text}))`,
    `count(${number})`,
    `count(${text})`,
  ].map((sql) => `(${sql})::DOUBLE`)
}

function factsOf([min, mean, max, numbers, present]: (number | null)[]): TextFacts {
  if (typeof min !== 'number' || typeof max !== 'number') return { textLength: null, mixed: null }
  const [written, all] = [numbers ?? 0, present ?? 0]
  return {
    textLength: { min, mean: mean ?? min, max },
    mixed: written === 0 || written === all ? null : { numbers: written, words: all - written },
  }
}

/** The first values of each column as text, missing ones left out. */
export async function someValues(
  connection: DuckDBConnection,
  table: string,
  columns: readonly Column[],
): Promise<string[][]> {
  if (columns.length === 0) return []
  const cells = columns.map(({ name }) => `${identifier(name)}::VARCHAR`).join(', ')
  const rows = await rowsOf(connection, `SELECT ${cells} FROM ${table} LIMIT 500`)
  return columns.map((_, index) => rows.flatMap((row) => (row[index] === null ? [] : [String(row[index])])))
}
