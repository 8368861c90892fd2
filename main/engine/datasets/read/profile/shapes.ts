// What numbers and dates look like: quantiles, bins and zeros. Of a sample, its ends and zeros are still those of all rows.
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Column, ColumnProfile } from '../../../../../shared/records'
import { identifier, numbersOf } from '../sql'
import { binsOf } from './bins'
import { quantilesOf } from './quantiles'
import { scaleOf } from './values'

/** The shares at which `ColumnProfile.quantiles` stand. */
export const quantileShares = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1]

export type ShapeFacts = Pick<ColumnProfile, 'quantiles' | 'histogram' | 'zeros'>

/** Of all rows: the smallest and the largest finite value, null when there is none, and of numbers how many are 0. */
export interface Ends {
  low: number | null
  high: number | null
  zeros: number | null
}

const columnsAQuery = 50
const factsAColumn = 3

/** By name, of columns of numbers and dates; what the import knows of them is not counted again. */
export async function endsOf(
  connection: DuckDBConnection,
  table: string,
  columns: readonly Column[],
): Promise<Map<string, Ends>> {
  const ends = new Map<string, Ends>()
  const open = columns.filter((column) => {
    const known = knownEnds(column)
    if (known !== null) ends.set(column.name, known)
    return known === null
  })
  for (let first = 0; first < open.length; first += columnsAQuery) {
    const part = open.slice(first, first + columnsAQuery)
    const flat = await numbersOf(connection, `SELECT ${part.flatMap(aggregates).join(', ')} FROM ${table}`)
    part.forEach(({ name }, index) => {
      const [low, high, zeros] = flat.slice(index * factsAColumn)
      ends.set(name, { low: low ?? null, high: high ?? null, zeros: zeros ?? null })
    })
  }
  return ends
}

/** Where neither end is 0 or beyond it, there is none to count. */
function knownEnds({ min, max }: Column): Ends | null {
  if (min === null || max === null || !Number.isFinite(min) || !Number.isFinite(max)) return null
  return min > 0 || max < 0 ? { low: min, high: max, zeros: 0 } : null
}

function aggregates(column: Column): string[] {
  const name = identifier(column.name)
  if (scaleOf(column) === 'dates') {
    return [...['min', 'max'].map((end) => `epoch_ms(${end}(${name})::TIMESTAMP)::DOUBLE`), 'NULL']
  }
  const finite = ['DOUBLE', 'FLOAT'].includes(column.storage) ? `CASE WHEN isfinite(${name}) THEN ${name} END` : name
  return [`min(${finite})::DOUBLE`, `max(${finite})::DOUBLE`, `count(*) FILTER (${name} = 0)::DOUBLE`]
}

/** Of a column's values that are there; `ends` when they are only some of them. */
export function shapeOf(column: Column, present: Float64Array, ends: Ends | null): ShapeFacts {
  if (present.length === 0) return noShape
  const quantiles = quantilesOf(present, quantileShares)
  const low = ends?.low ?? (quantiles[0] as number)
  const high = ends?.high ?? (quantiles.at(-1) as number)
  const numbers = scaleOf(column) === 'numbers'
  return {
    quantiles: [low, ...quantiles.slice(1, -1), high],
    histogram: binsOf(present, [low, high], { whole: column.storage === 'BIGINT' }),
    zeros: numbers ? (ends?.zeros ?? zerosOf(present)) : null,
  }
}

export const noShape: ShapeFacts = { quantiles: null, histogram: null, zeros: null }

function zerosOf(present: Float64Array): number {
  let zeros = 0
  for (let index = 0; index < present.length; index++) if (present[index] === 0) zeros++
  return zeros
}
