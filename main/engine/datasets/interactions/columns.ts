// Which columns of the table a task reads, by role, and how their values become rows that it can arrange.
import type { Problem } from '../../../../shared/contract/errors'
import type { ColumnType, Role } from '../../../../shared/records'
import type { ColumnValues } from '../recipe'
import { codesOf, readTimes } from '../splits'
import { notTimes } from './problems'
import type { Coded } from './rows'
import type { ArrayTask, TaskRead } from './task'

export interface RoleRead {
  role: Role
  name: string
  as: TaskRead['as']
  kind: ColumnValues['kind']
  needed: boolean
}

/** The first column of each role that the task reads, if there is one. */
export function readsOf(
  task: ArrayTask,
  columns: readonly { name: string; type: ColumnType; role: Role }[],
): RoleRead[] {
  return task.reads.flatMap(({ role, or, as, needed }) => {
    const found = columns.find((one) => one.role === role) ?? columns.find((one) => one.role === or)
    return found === undefined ? [] : [{ role, name: found.name, as, kind: kindFor(as, found.type), needed }]
  })
}

function kindFor(as: TaskRead['as'], type: ColumnType): ColumnValues['kind'] {
  if (as === 'words') return 'words'
  return as === 'numbers' || type === 'number' ? 'numbers' : 'words'
}

/** Whole columns, in the order of `reads`, by role. */
export function byRole(
  reads: readonly RoleRead[],
  values: readonly ColumnValues[],
): { columns: Map<Role, Coded | Float64Array>; problems: Problem[] } {
  const columns = new Map<Role, Coded | Float64Array>()
  const problems: Problem[] = []
  for (const [index, { role, name, as }] of reads.entries()) {
    const column = values[index]
    if (column === undefined) continue
    if (as === 'words') columns.set(role, codesOf(wordsOf(column)))
    else if (column.kind === 'numbers') columns.set(role, column.values)
    else {
      const times = readTimes(column)
      if (times.strange !== null) problems.push(notTimes(name, times.strange))
      columns.set(role, times.values)
    }
  }
  return { columns, problems }
}

function wordsOf(column: ColumnValues): (string | null)[] {
  if (column.kind === 'words') return column.values
  return Array.from(column.values, (value) => (Number.isNaN(value) ? null : String(value)))
}
