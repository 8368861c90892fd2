// A table of 40 rows with a number, a category and a label of two values, for the tests of preparing.
import type { ColumnValues, prepare } from '../../main/engine/datasets'
import type { PrepareSpec } from '../../shared/contract/worker'

export const numbers = (name: string, values: number[]): ColumnValues => ({
  kind: 'numbers',
  name,
  values: Float64Array.from(values),
})
export const words = (name: string, values: (string | null)[]): ColumnValues => ({ kind: 'words', name, values })

/** A table of 40 rows: 20 train, 10 validate, 10 test, as its column `part` says. */
export const parts = Array.from({ length: 40 }, (_, row) => (row < 20 ? 'train' : row < 30 ? 'valid' : 'test'))
export const ages = parts.map((_, row) => (row === 3 ? NaN : row))
export const places = parts.map((_, row) => (row === 5 ? null : row % 3 === 0 ? 'x' : 'y'))
export const labels = parts.map((_, row) => (row % 4 === 0 ? 'yes' : 'no'))

export const spec: PrepareSpec = {
  table: 'hash',
  columns: [
    { name: 'age', type: 'number', role: 'feature' },
    { name: '__proto__', type: 'category', role: 'feature' },
    { name: 'label', type: 'boolean', role: 'target' },
    { name: 'part', type: 'category', role: 'ignore' },
  ],
  split: { kind: 'given', settings: { column: 'part' } },
}

export function table(
  change: Partial<Record<'ages' | 'labels', (row: number) => number | string | null>> = {},
): ColumnValues[] {
  return [
    words(
      'label',
      change.labels === undefined ? labels : labels.map((_, row) => change.labels?.(row) as string | null),
    ),
    numbers('age', change.ages === undefined ? ages : ages.map((_, row) => change.ages?.(row) as number)),
    words('__proto__', places),
    words('part', parts),
  ]
}

export const codesOf = (result: ReturnType<typeof prepare>) => result.problems.map(({ code }) => code)
