// Fields of a long form in named groups: a field belongs where its name is listed, or where the choice that shows it is.
import type { Field } from '../../../shared/fields/field'

export interface FieldGroup {
  title: string
  /** Names of fields; those that one of them shows come with it. */
  names: readonly string[]
}

export interface Section {
  /** Empty for a form without groups. */
  title: string
  fields: Field[]
}

/** The fields by group, in the groups' order and within each in the form's; what no group names comes last, under `rest`. */
export function sectionsOf(fields: readonly Field[], groups: readonly FieldGroup[], rest: string): Section[] {
  const named = groups.map(({ title, names }) => ({ title, fields: fields.filter((field) => belongs(field, names)) }))
  const placed = new Set(named.flatMap((section) => section.fields))
  const others = { title: rest, fields: fields.filter((field) => !placed.has(field)) }
  return [...named, others].filter((section) => section.fields.length > 0)
}

function belongs(field: Field, names: readonly string[]): boolean {
  return names.includes(field.name) || (field.showWhen !== undefined && names.includes(field.showWhen.field))
}
