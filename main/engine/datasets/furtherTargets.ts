// Targets beside the first one: a row takes part only where it has a value in all of them.
import type { Problem } from '../../../shared/contract/errors'
import type { PrepareSpec } from '../../../shared/contract/worker'
import type { ColumnType } from '../../../shared/records'
import { oneClass } from './assignments'
import type { AssignedColumn } from './assignments'
import { problem } from './errors'
import { featuresOf, pickRows } from './features'
import { manyClasses, mostClasses } from './prepareProblems'
import type { ColumnValues } from './recipe'
import { distinctTargets, readTarget } from './target'
import type { Target } from './target'
import { weightColumnOf } from './weights'

export function furtherTargets({ columns }: { columns: readonly AssignedColumn[] }): AssignedColumn[] {
  return columns.filter(({ role }) => role === 'alsoTarget')
}

/** Numbers are read as such, all else as words. */
export function kindOfTarget(type: ColumnType): ColumnValues['kind'] {
  return type === 'number' ? 'numbers' : 'words'
}

/** Those of whole columns in the order of `columnsToRead`. */
export function furtherIn(columns: readonly ColumnValues[], spec: PrepareSpec): ColumnValues[] {
  const from = 1 + featuresOf(spec).length + (weightColumnOf(spec.columns) === undefined ? 0 : 1)
  return columns.slice(from, from + furtherTargets(spec).length)
}

/** The first target without the rows that lack a further one. */
export function complete(first: Target, further: readonly ColumnValues[]): Target {
  if (further.length === 0) return first
  const has = (row: number) =>
    further.every((column) =>
      column.kind === 'words' ? column.values[row] !== null : !Number.isNaN(column.values[row]),
    )
  const kept = Array.from(first.rows, has)
  return {
    ...first,
    rows: first.rows.filter((_, place) => kept[place]),
    values: first.values.filter((_, place) => kept[place]),
  }
}

/** A further target in rows that all have it; its classes are those that occur in them. */
export function targetOfRows(column: ColumnValues, rows: Int32Array): Target {
  return readTarget(pickRows(column, rows))
}

/** `target`: of the rows that are complete, `first`: of all that have the first target. */
export function checkFurther(further: readonly ColumnValues[], target: Target, first: Target): Problem[] {
  const lost = first.rows.length - target.rows.length
  const wrong = further.flatMap((column) => {
    const distinct = distinctTargets(targetOfRows(column, target.rows))
    if (distinct < 2) return [oneClass(column.name, distinct)]
    return distinct > mostClasses ? [manyClasses(column.name, distinct)] : []
  })
  return lost === 0 ? wrong : [...wrong, incompleteTargets(further, lost)]
}

function incompleteTargets(further: readonly ColumnValues[], count: number): Problem {
  const list = further.map(({ name }) => `"${name}"`).join(', ')
  return problem(
    further[0]?.name ?? '',
    [
      'dataset/missing-targets',
      {
        en: `"${count}" rows have no value in one of the further targets ${list} and are left out.`,
        zh: `有“${count}”行在附加目标 ${list} 之一中没有值，已被排除。`,
      },
      {
        en: 'Nothing needs to be done, unless those rows should have a value.',
        zh: '除非这些行本应有值，否则无需处理。',
      },
    ],
    'note',
  )
}
