// Settings that belong to entries of a registry, as fields of one flat form: each shows while an entry that has it is chosen.
import type { ChoiceField, Field, Text } from '../../../../shared/fields'

interface Entry {
  name: string
  label: Text
  fields: readonly Field[]
}

/** One choice. */
export const option = (value: string, label: Text) => ({ value, label })

/** The entries of a registry as the options of a choice. */
export function optionsOf(registry: Record<string, Entry>): ChoiceField['options'] {
  return Object.values(registry).map(({ name, label }) => ({ value: name, label }))
}

/** The entries' own fields, each once, shown while `choice` is one of the entries that have it. */
export function fieldsOfChosen(choice: string, registry: Record<string, Entry>): Field[] {
  const entries = Object.values(registry)
  const fields = new Map(entries.flatMap((entry) => entry.fields.map((field) => [field.name, field])))
  return [...fields.values()].map((field) => {
    const having = entries.filter((entry) => entry.fields.includes(field))
    return { ...field, showWhen: { field: choice, in: having.map(({ name }) => name) } }
  })
}
