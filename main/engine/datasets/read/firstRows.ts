// What the columns of a text table are by its first rows: a guess that all rows have to bear out.
import type { DuckDBConnection } from '@duckdb/node-api'
import { cleanedCells, storedColumns } from './columns'
import type { StoredColumn, Typing } from './columns'
import { dateInLetters } from './dates'
import type { RawInput } from './raw'
import { forgetRejects } from './rejects'
import { literal, rowsOf } from './sql'

export interface FirstColumn extends StoredColumn {
  /** The first rows have no value. */
  empty: boolean
  /** Some begin or end with blanks. */
  padded: boolean
}

export interface FirstTyping extends Typing {
  columns: FirstColumn[]
}

/** So many rows are looked at, and fewer of a wide table. */
const [mostRows, leastRows, mostValues] = [5000, 20, 200_000]

/** By the first of `rows`, a table expression; null when more rows could make something else of a column. */
export async function typingOfFirst(input: RawInput, rows: string, names: string[]): Promise<FirstTyping | null> {
  const { connection, reading } = input
  const limit = Math.min(mostRows, Math.max(leastRows, Math.floor(mostValues / names.length)))
  await connection.run(`CREATE OR REPLACE TEMP TABLE first_texts AS SELECT * FROM ${rows} LIMIT ${limit}`)
  await forgetRejects(connection)
  const facts = await factsOf(connection, names.length)
  const padded = new Set(facts.flatMap((one, index) => (one.padded ? [index] : [])))
  const cleaned = cleanedCells('first_texts', names.length, padded)
  if (padded.size > 0) await connection.run(`CREATE OR REPLACE TEMP TABLE first_rows AS ${cleaned}`)
  // Other files are told apart by all of their values: marks and dates that a few rows leave open.
  const style = { reading, delimiter: '', few: true }
  const typing = await storedColumns(connection, padded.size > 0 ? 'first_rows' : 'first_texts', names, style)
  if (typing.decimal !== '.' || typing.thousands !== '') return null
  const otherDates = typing.columns.some(({ storage }, index) => {
    const { present, days, moments } = facts[index] ?? noFacts
    return (storage === 'DATE' && days < present) || (storage === 'TIMESTAMP' && moments < present)
  })
  if (otherDates) return null
  const columns = typing.columns.map((column, index) => {
    const { present, padded: blanks } = facts[index] ?? noFacts
    return { ...column, empty: present === 0, padded: blanks }
  })
  const unclear = columns.some(({ storage, empty }, index) => {
    const { present, open } = facts[index] ?? noFacts
    return storage === 'VARCHAR' && !empty && present === open
  })
  return unclear ? null : { ...typing, columns }
}

interface Facts {
  present: number
  /** Of these, such as do not tell that they are words. */
  open: number
  /** Written as the reader takes days and moments. */
  days: number
  moments: number
  padded: boolean
}

const noFacts: Facts = { present: 0, open: 0, days: 0, moments: 0, padded: false }

/** Of all columns at once, their values below each other: a query of thousands of columns takes long to plan. */
async function factsOf(connection: DuckDBConnection, count: number): Promise<Facts[]> {
  const cells = Array.from({ length: count }, (_, index) => `c${index}`).join(', ')
  const long = `SELECT unnest(range(${count})) AS place, unnest([${cells}]) AS text FROM first_texts`
  const rows = await rowsOf(
    connection,
    `SELECT place::DOUBLE, count(value)::DOUBLE, ${openCount('value')}::DOUBLE,
       count(*) FILTER (value SIMILAR TO '[0-9]{4}-[0-9]{2}-[0-9]{2}')::DOUBLE,
       count(*) FILTER (value SIMILAR TO '[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}')::DOUBLE,
       count(*) FILTER (text != trim(text))::DOUBLE
     FROM (SELECT *, nullif(trim(text), '') AS value FROM (${long})) GROUP BY place`,
  )
  const facts = Array.from({ length: count }, () => noFacts)
  for (const row of rows) {
    const [place = 0, present = 0, open = 0, days = 0, moments = 0, blanks = 0] = row.map(Number)
    facts[place] = { present, open, days, moments, padded: blanks > 0 }
  }
  return facts
}

/** Values that begin like dates or are digits with marks: a column of nothing else may become something else than words. */
export function openCount(cell: string): string {
  return `count(*) FILTER (regexp_matches(${cell}, ${literal(`^[+-]?[0-9]|${dateInLetters}`)}))`
}
