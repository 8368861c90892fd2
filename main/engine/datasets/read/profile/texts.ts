// What the profile says of columns of words: how long they are, how many are written as numbers, and some of them as they stand.
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Column, ColumnProfile } from '../../../../../shared/records'
import { checkSignal } from '../context'
import type { ReadContext } from '../context'
import { identifier, literal, numbersOf, rowsOf } from '../sql'
import { scaleOf } from './values'

export type TextFacts = Pick<ColumnProfile, 'textLength' | 'mixed'>

const columnsAQuery = 50
const factsAColumn = 5

/** By name, of the columns of words; nothing where one has no values. */
export async function textFacts(
  connection: DuckDBConnection,
  table: string,
  columns: readonly Column[],
  context: ReadContext,
): Promise<Map<string, TextFacts>> {
  const facts = new Map<string, TextFacts>()
  const words = columns.filter((column) => scaleOf(column) === 'words')
  for (const whole of [true, false]) {
    const wanted = words.filter((column) => isWhole(column) === whole)
    for (let first = 0; first < wanted.length; first += columnsAQuery) {
      checkSignal(context.signal)
      const part = wanted.slice(first, first + columnsAQuery)
      const found = whole ? await factsOfTops(connection, part) : await factsOfRows(connection, table, part)
      part.forEach(({ name }, index) => facts.set(name, factsOf(found[index] ?? [])))
    }
  }
  return facts
}

/** The import kept all values that there are, each with its number of rows. */
const isWhole = ({ top, distinct }: Column) => top.length > 0 && top.length === distinct

/** From the values that the import counted, without looking at the table. */
async function factsOfTops(connection: DuckDBConnection, columns: readonly Column[]): Promise<(number | null)[][]> {
  const values = columns.flatMap(({ top }, place) => {
    return top.map(({ value, count }) => `(${place}, ${literal(value)}, ${count}::DOUBLE)`)
  })
  const facts = [
    'min(length(text))',
    'sum(length(text) * times) / sum(times)',
    'max(length(text))',
    `coalesce(sum(times) FILTER (${numberOf('text')} IS NOT NULL), 0)`,
    'sum(times)',
  ].map((sql) => `(${sql})::DOUBLE`)
  const rows = await rowsOf(
    connection,
    `SELECT ${facts.join(', ')} FROM (VALUES ${values.join(', ')}) AS t (place, text, times) GROUP BY place ORDER BY place`,
  )
  return rows as (number | null)[][]
}

async function factsOfRows(
  connection: DuckDBConnection,
  table: string,
  columns: readonly Column[],
): Promise<(number | null)[][]> {
  const flat = await numbersOf(connection, `SELECT ${columns.flatMap(aggregates).join(', ')} FROM ${table}`)
  return columns.map((_, index) => flat.slice(index * factsAColumn, (index + 1) * factsAColumn))
}

/** Shortest, mean and longest in characters, how many are numbers, and how many there are. */
function aggregates({ name }: Column): string[] {
  const text = `${identifier(name)}::VARCHAR`
  return [
    `min(length(${text}))`,
    `avg(length(${text}))`,
    `max(length(${text}))`,
    `count(${numberOf(text)})`,
    `count(${text})`,
  ].map((sql) => `(${sql})::DOUBLE`)
}

/** Trying to read every word as a number is slow, and words that begin with a letter are none. */
const numberOf = (text: string) => `CASE WHEN ascii(${text}) < 58 THEN TRY_CAST(${text} AS DOUBLE) END`

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
