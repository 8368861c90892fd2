// The columns of a table by role: what a task looks at to say whether it can be learnt. Pure, no row is read.
import type { Column, ColumnType, Dataset, Role } from '../../../../shared/records'
import { stepsByType } from '../recipe'

/** What is known of a column without reading a row. */
export type RoleColumn = Pick<Column, 'name' | 'type' | 'distinct'> &
  Partial<Pick<Column, 'storage' | 'top' | 'min' | 'max'>>

/** The columns of a table by role, in the order of the table. */
export class RoleTable {
  private readonly byRole = new Map<Role, RoleColumn[]>()

  constructor(
    columns: readonly RoleColumn[],
    assignments: readonly Pick<Dataset['assignments'][number], 'column' | 'role'>[],
  ) {
    const roleByName = new Map(assignments.map(({ column, role }) => [column, role]))
    for (const column of columns) {
      const role = roleByName.get(column.name) ?? 'ignore'
      const others = this.byRole.get(role)
      if (others === undefined) this.byRole.set(role, [column])
      else others.push(column)
    }
  }

  all(role: Role): readonly RoleColumn[] {
    return this.byRole.get(role) ?? []
  }

  /** The first column with that role, undefined when there is none. */
  one(role: Role): RoleColumn | undefined {
    return this.byRole.get(role)?.[0]
  }

  /** The features that can be prepared as inputs. */
  features(): readonly RoleColumn[] {
    return this.all('feature').filter(({ type }) => isInput(type))
  }
}

/** True when columns of that type can be prepared as inputs. */
export function isInput(type: ColumnType): boolean {
  return stepsByType[type].length > 0
}
