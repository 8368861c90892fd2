// An error as plain text, for the clipboard.
import type { Text } from '../../../shared/fields/text'

export interface ShownError {
  code: string
  text: Text
  hint: Text
  details?: Record<string, unknown>
}

/** Code, message, hint and details, one under the other. */
export function errorText(error: ShownError, say: (text: Text) => string): string {
  const details = Object.entries(error.details ?? {}).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  return [error.code, say(error.text), say(error.hint), ...details].join('\n')
}
