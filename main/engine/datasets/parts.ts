// The parts of a table's rows for those who only look: the leakage doctor and drift. Without a target all rows are split.
import type { PrepareSpec } from '../../../shared/contract/worker'
import { finished } from './pieces'
import type { Pieces } from './pieces'
import { checkSpec, columnsToRead, splitInPieces } from './prepare'
import type { ColumnValues } from './recipe'
import { splitReads } from './splits'
import { readTarget } from './target'
import type { Target } from './target'

export interface Parts {
  /** Numbers in the table, from 0, of the rows that are split. */
  rows: Int32Array
  /** A part code for each of them. */
  part: Uint8Array
  /** Null where the table has none. */
  target: Target | null
}

/** The table as it is looked at: a rating is what is predicted where nothing else is. */
export function lookedAt(spec: PrepareSpec): PrepareSpec {
  if (spec.columns.some(({ role }) => role === 'target')) return spec
  const columns = spec.columns.map((one) => (one.role === 'rating' ? { ...one, role: 'target' as const } : one))
  return { ...spec, columns }
}

/** What `partsOf` wants: the target if there is one, the columns of the split, or any column at all to count the rows. */
export function columnsForParts(spec: PrepareSpec): { name: string; kind: ColumnValues['kind'] }[] {
  const wanted = columnsToRead(spec)
  const reads = splitReads(spec.split, spec.columns).reads.length
  const needed = [...(hasTarget(spec) ? wanted.slice(0, 1) : []), ...wanted.slice(wanted.length - reads)]
  const [any] = spec.columns
  return needed.length > 0 || any === undefined ? needed : [{ name: any.name, kind: 'words' }]
}

/**
 * From whole columns, the target first if there is one and those of the split last; null when the table cannot be split.
 * Users who come to items need neither target nor features.
 */
export function partsOf(columns: readonly ColumnValues[], spec: PrepareSpec): Parts | null {
  return finished(partsInPieces(columns, spec))
}

/** The same in pieces. */
export function* partsInPieces(columns: readonly ColumnValues[], spec: PrepareSpec): Pieces<Parts | null> {
  const [first] = columns
  if (first === undefined || cannotBeSplit(spec)) return null
  const target = hasTarget(spec) ? readTarget(first) : null
  const used = target ?? withoutTarget(first.values.length)
  const { part, problems } = yield* splitInPieces(columns, spec, used)
  return problems.some(({ severity }) => severity === 'error') ? null : { rows: used.rows, part, target }
}

/** One stratum of all rows. */
function withoutTarget(count: number): Target {
  const rows = Int32Array.from({ length: count }, (_, row) => row)
  return { goal: 'regression', classes: [], rows, values: new Float64Array(count) }
}

function cannotBeSplit(spec: PrepareSpec): boolean {
  const has = (wanted: string) => spec.columns.some(({ role }) => role === wanted)
  const spared = has('user') && has('item') ? ['dataset/no-target', 'dataset/no-features'] : []
  return checkSpec(spec).some(({ severity, code }) => severity === 'error' && !spared.includes(code))
}

function hasTarget(spec: PrepareSpec): boolean {
  return spec.columns.some(({ role }) => role === 'target')
}
