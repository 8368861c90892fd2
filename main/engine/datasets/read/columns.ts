// How each column of a raw table is stored: whole numbers, decimal numbers or text, decided by all of its values.
import type { DuckDBConnection } from '@duckdb/node-api'
import { missingTokens } from '../columnTypes'
import { identifier, literal, numbersOf } from './sql'

export interface StoredColumn {
  name: string
  storage: 'BIGINT' | 'DOUBLE' | 'VARCHAR'
  datelike: boolean
}

/** A raw cell without surrounding blanks, NULL when it is one of the missing tokens. */
export function cleaned(column: string): string {
  const trimmed = `trim(${column}, ' ' || chr(9) || chr(10) || chr(13) || chr(160))`
  return `CASE WHEN ${trimmed} IN (${missingTokens.map(literal).join(', ')}) THEN NULL ELSE ${trimmed} END`
}

const probesAColumn = 4

/** Decides the storage of every column of `raw`, a table of cleaned texts c0, c1, ... */
export async function storedColumns(
  connection: DuckDBConnection,
  raw: string,
  names: string[],
): Promise<StoredColumn[]> {
  const probes = names.map((_, index) => probesOf(`c${index}`).join(', ')).join(', ')
  const counts = await numbersOf(connection, `SELECT ${probes} FROM ${raw}`)
  return names.map((name, index) => {
    const [present = 0, whole = 0, decimal = 0, dates = 0] = counts
      .slice(index * probesAColumn, (index + 1) * probesAColumn)
      .map((count) => count ?? 0)
    if (present > 0 && whole === present) return { name, storage: 'BIGINT', datelike: false }
    if (present > 0 && decimal === present) return { name, storage: 'DOUBLE', datelike: false }
    return { name, storage: 'VARCHAR', datelike: present > 0 && dates === present }
  })
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
