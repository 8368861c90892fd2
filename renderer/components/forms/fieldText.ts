// What is typed into a number or numbers field, to its value and back; what is no number stays a text for the check to name.
import type { FieldValue } from '../../../shared/fields/field'

/** `0.001` -> 0.001, `1e-3` -> 0.001, `abc` -> 'abc'. */
export function parseNumber(text: string): number | string {
  const trimmed = text.trim().replace('−', '-')
  const value = Number(trimmed)
  return trimmed === '' || !Number.isFinite(value) ? text : value
}

/** `64, 32` -> [64, 32]; a word in it makes the whole a text. Commas of any script, spaces and semicolons separate. */
export function parseIntegers(text: string): number[] | string {
  const words = text.split(/[\s,;，、；]+/).filter((word) => word !== '')
  const values = words.map(Number)
  return values.every((value) => Number.isFinite(value)) ? values : text
}

/** `dense 1, dense 2` -> ['dense 1', 'dense 2']. Commas and semicolons of any script and line ends separate. */
export function parseTexts(text: string): string[] {
  const words = text.split(/[,;，、；\n]+/).map((word) => word.trim())
  return words.filter((word) => word !== '')
}

/** A value as it is shown in its input. */
export function showValue(value: FieldValue | undefined): string {
  if (value === null || value === undefined) return ''
  return Array.isArray(value) ? value.join(', ') : String(value)
}
