// What a task is: it says of a table's roles whether it can be learnt, what each column does in it, and what is missing.
import type { Text } from '../../../../shared/fields/text'
import type { Role, Task } from '../../../../shared/records'
import type { RoleColumn, RoleTable } from './table'

export interface TaskKind {
  name: Task
  label: Text
  /** What keeps the table from being used for it, each with what to do; empty when nothing does. */
  missing(table: RoleTable): Text[]
  /** How it is learnt from this table, without a full stop. Asked only when nothing is missing. */
  goal(table: RoleTable): Text
  /** What each column that has a part in it is used for, in words. */
  uses(table: RoleTable): { column: string; use: Text }[]
}

/** A column's name as it stands in a sentence. */
export function quoted({ name }: { name: string }): Text {
  return { en: `"${name}"`, zh: `“${name}”` }
}

/** The use of a column that may not be there. */
export function useOf(column: RoleColumn | undefined, use: Text): { column: string; use: Text }[] {
  return column === undefined ? [] : [{ column: column.name, use }]
}

/** The same use for many columns. */
export function usesOf(columns: readonly RoleColumn[], use: Text): { column: string; use: Text }[] {
  return columns.map(({ name }) => ({ column: name, use }))
}

/** One text for each role of `needed` that no column has. */
export function absent(table: RoleTable, needed: Partial<Record<Role, Text>>): Text[] {
  return Object.entries(needed).flatMap(([role, text]) => (table.one(role as Role) === undefined ? [text] : []))
}

/** The texts whose condition holds. */
export function when(...cases: readonly (readonly [boolean, Text])[]): Text[] {
  return cases.flatMap(([holds, text]) => (holds ? [text] : []))
}
