// The allowed functions of expressions: no other word followed by a bracket becomes SQL.
import { choiceFunctions } from './choices'
import { dateFunctions } from './dates'
import type { ExpressionFunction } from './function'
import { numberFunctions } from './numbers'
import { textFunctions } from './texts'

export const expressionFunctions: readonly ExpressionFunction[] = [
  ...choiceFunctions,
  ...numberFunctions,
  ...textFunctions,
  ...dateFunctions,
]

const byName = new Map(expressionFunctions.map((entry) => [entry.name, entry]))

/** The function of that name, capitals aside. */
export function functionNamed(name: string): ExpressionFunction | undefined {
  return byName.get(name.toLowerCase())
}

export { signatureOf } from './function'
export type { ExpressionFunction, Taken } from './function'
