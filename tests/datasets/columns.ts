// Columns for tests, with everything that a test does not care about filled in.
import type { Column } from '../../shared/records'

export function column(name: string, some: Partial<Column> = {}): Column {
  const numeric = { min: 0, max: 100, mean: 50, deviation: 10 }
  const empty = { min: null, max: null, mean: null, deviation: null }
  const storage = some.storage ?? 'DOUBLE'
  return {
    name,
    storage,
    type: 'number',
    missing: 0,
    distinct: 50,
    ...(storage === 'VARCHAR' ? empty : numeric),
    top: [{ value: '1', count: 5 }],
    ...some,
  }
}
