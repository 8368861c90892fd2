// How each column of a raw table is stored: whole numbers, decimal numbers or text, decided by all of its values.
import type { DuckDBConnection } from '@duckdb/node-api'
import { missingTokens } from '../columnTypes'
import { identifier, literal, numbersOf } from './sql'

export interface StoredColumn {
  name: string
  storage: 'BIGINT' | 'DOUBLE' | 'VARCHAR'
  datelike: boolean
}

/**
 * A query of `count` raw columns c0, c1, ... without surrounding spaces, NULL for nothing but spaces. The other missing
 * tokens are the reader's (`nullstr`): as expressions they would need gigabytes for a table of a thousand columns.
 */
export function cleanedCells(source: string, count: number): string {
  const cells = Array.from({ length: count }, (_, index) => `nullif(trim(c${index}), '') AS c${index}`)
  return `SELECT ${cells.join(', ')} FROM ${source}`
}

/** The missing tokens as the reader's option: each with at most one space on either side. */
export function nullStrings(): string {
  const spaced = missingTokens.flatMap((token) => [token, ` ${token}`, `${token} `, ` ${token} `])
  return `[${spaced.map(literal).join(', ')}]`
}

const probesAColumn = 4

/** Probes in one query: hundreds of columns at once would each compile their patterns and fill the memory. */
const columnsAQuery = 50

/** Decides the storage of every column of `raw`, a table of cleaned texts c0, c1, ... */
export async function storedColumns(
  connection: DuckDBConnection,
  raw: string,
  names: string[],
): Promise<StoredColumn[]> {
  const counts: number[] = []
  for (let first = 0; first < names.length; first += columnsAQuery) {
    const part = names.slice(first, first + columnsAQuery)
    const probes = part.map((_, index) => probesOf(`c${first + index}`).join(', ')).join(', ')
    counts.push(...(await numbersOf(connection, `SELECT ${probes} FROM ${raw}`)).map(Number))
  }
  return names.map((name, index) => storedAs(name, counts.slice(index * probesAColumn, (index + 1) * probesAColumn)))
}

function storedAs(name: string, [present = 0, whole = 0, decimal = 0, dates = 0]: number[]): StoredColumn {
  if (present > 0 && whole === present) return { name, storage: 'BIGINT', datelike: false }
  if (present > 0 && decimal === present) return { name, storage: 'DOUBLE', datelike: false }
  return { name, storage: 'VARCHAR', datelike: present > 0 && dates === present }
}

/** Values present; written as whole numbers that lose nothing (no leading zero); as finite numbers; as dates. */
function probesOf(c: string): string[] {
  // A cast alone would take 1_000, 0x1F and 007 for numbers and change what stands in the file.
  const plain = `NOT regexp_matches(${c}, '^[+-]?0[0-9]|[_xX]')`
  return [
    `count(${c})::DOUBLE`,
    `count(*) FILTER (regexp_full_match(${c}, '[+-]?(0|[1-9][0-9]{0,17})'))::DOUBLE`,
    `count(*) FILTER (isfinite(TRY_CAST(${c} AS DOUBLE)) AND ${plain})::DOUBLE`,
    `count(*) FILTER (regexp_full_match(${c}, '[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}([T ][0-9:.+Z -]*)?|[0-9]{4}-(0[1-9]|1[0-2])'))::DOUBLE`,
  ]
}

/** The select list that turns a raw table into the typed one, under the names of the file. */
export function typedSelection(columns: StoredColumn[]): string {
  return columns.map(({ name, storage }, index) => `CAST(c${index} AS ${storage}) AS ${identifier(name)}`).join(', ')
}
