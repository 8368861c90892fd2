// Columns as arrays of numbers for the profile: numbers as they are, dates as milliseconds, words as places among the commonest.
import { DuckDBDoubleVector } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Column } from '../../../../../shared/records'
import { checkSignal } from '../context'
import type { ReadContext } from '../context'
import { identifier, literal } from '../sql'

/** So many bins a column is cut into where it is set against another; the last one of words holds all rarer words. */
export const mostBins = 20

const numericStorages = ['BIGINT', 'DOUBLE', 'INTEGER', 'SMALLINT', 'TINYINT', 'HUGEINT', 'UBIGINT', 'FLOAT']

export type Scale = 'numbers' | 'dates' | 'words'

/** What the values are, by how they are stored. */
export function scaleOf({ storage }: Pick<Column, 'storage'>): Scale {
  if (numericStorages.includes(storage) || storage.startsWith('DECIMAL')) return 'numbers'
  return storage === 'DATE' || storage.startsWith('TIMESTAMP') ? 'dates' : 'words'
}

/** SQL of a column's values as doubles; NULL where one is missing. */
function asDouble(column: Column): string {
  const name = identifier(column.name)
  const scale = scaleOf(column)
  if (scale === 'numbers') return `${name}::DOUBLE`
  if (scale === 'dates') return `epoch_ms(${name}::TIMESTAMP)::DOUBLE`
  const words = column.top.slice(0, column.distinct <= mostBins ? mostBins : mostBins - 1)
  if (words.length === 0) return `CASE WHEN ${name} IS NOT NULL THEN 0 END::DOUBLE`
  const place = `nullif(list_position([${words.map(({ value }) => literal(value)).join(', ')}], ${name}::VARCHAR), 0) - 1`
  return `CASE WHEN ${name} IS NOT NULL THEN coalesce(${place}, ${mostBins - 1}) END::DOUBLE`
}

/** So many rows a piece has at most: what DuckDB hands over at once. */
export const pieceRows = 2048

/**
 * The table piece by piece, in its order: `count` rows of each column; NaN where a value is missing or is not finite.
 * DuckDB makes NaN of NULL: looking for NULL value by value takes many times as long here.
 */
export async function eachPiece(
  connection: DuckDBConnection,
  table: string,
  columns: readonly Column[],
  context: ReadContext,
  take: (pieces: readonly Float64Array[], count: number) => void,
): Promise<void> {
  const pieces = columns.map(() => new Float64Array(pieceRows))
  const cells = columns.map((column) => `coalesce(${asDouble(column)}, 'nan'::DOUBLE)`)
  const result = await connection.stream(`SELECT ${cells.join(', ')} FROM ${table}`)
  for (let chunk = await result.fetchChunk(); chunk !== null; chunk = await result.fetchChunk()) {
    checkSignal(context.signal)
    const count = chunk.rowCount
    if (count === 0) return
    for (const [index, values] of pieces.entries()) {
      const vector = chunk.getColumnVector(index)
      if (!(vector instanceof DuckDBDoubleVector)) throw new Error('expected doubles')
      copyFinite(vector, values, count)
    }
    take(pieces, count)
  }
}

/** Whole columns of a table of so many rows. */
export async function readValues(
  connection: DuckDBConnection,
  table: string,
  { columns, rows }: { columns: readonly Column[]; rows: number },
  context: ReadContext,
): Promise<Float64Array[]> {
  const all = columns.map(() => new Float64Array(rows))
  let first = 0
  await eachPiece(connection, table, columns, context, (pieces, count) => {
    for (const [index, values] of all.entries()) values.set((pieces[index] as Float64Array).subarray(0, count), first)
    first += count
  })
  return all
}

function copyFinite(vector: DuckDBDoubleVector, values: Float64Array, count: number): void {
  for (let row = 0; row < count; row++) {
    const value = vector.getItem(row)
    values[row] = value !== null && Number.isFinite(value) ? value : NaN
  }
}
