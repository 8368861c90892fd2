// What a function of the expression language is: its signature, its words and how it becomes SQL.
import type { Text } from '../../../../../../shared/fields/text'
import type { Type } from '../tree'

/** `any`: whatever type. `same`: all such values have one type, which a result of `same` has too. */
export type Taken = Exclude<Type, 'missing'> | 'any' | 'same'

export interface ExpressionFunction {
  name: string
  summary: Text
  example: string
  /** Names and types of the values it is given, in order. */
  takes: readonly { name: string; type: Taken; optional?: true }[]
  /** The last value may be given any number of times. */
  repeats?: true
  gives: Exclude<Type, 'missing'> | 'same'
  /** The SQL, given the SQL of its values, each in brackets. Must be NULL rather than fail, whatever the values. */
  sql(args: string[]): string
}

/** `round(x, digits?)`, as shown to the user. */
export function signatureOf({ name, takes, repeats }: ExpressionFunction): string {
  const shown = takes.map((taken) => `${taken.name}${taken.optional === true ? '?' : ''}`)
  return `${name}(${shown.join(', ')}${repeats === true ? ', ...' : ''})`
}

/** A function of one number that DuckDB has. TRY turns its errors, such as the root of -1, into missing. */
export function ofNumber(name: string, summary: Text, made: (x: string) => string): ExpressionFunction {
  const sql = ([x = 'NULL']: string[]) => `TRY(${made(`CAST(${x} AS DOUBLE)`)})`
  return { name, summary, example: `${name}(x)`, takes: [{ name: 'x', type: 'number' }], gives: 'number', sql }
}
