// A step in a line of words: what its settings say, for lists of steps.
import type { Field, FieldValue, Settings } from '../../../../shared/fields/field'
import type { Text } from '../../../../shared/fields/text'

/** The values that were chosen, without the names of their fields: `age >= 18`, or `age, number`. */
export function settingsLine(fields: readonly Field[], settings: Settings, say: (text: Text) => string): string {
  return fields
    .map((field) => shown(field, settings[field.name], say))
    .filter((text) => text !== '')
    .slice(0, 4)
    .join(' · ')
}

function shown(field: Field, value: FieldValue | undefined, say: (text: Text) => string): string {
  if (value === null || value === undefined || typeof value === 'boolean') return ''
  if (Array.isArray(value)) return value.slice(0, 6).join(', ')
  if (field.kind === 'choice') {
    const option = field.options.find((one) => one.value === value)
    return option === undefined || value === field.default ? '' : say(option.label)
  }
  return field.kind === 'dataset' ? '' : String(value)
}
