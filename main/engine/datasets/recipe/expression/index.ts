// The expression language of derived columns and filters: text in, one SQL expression over the given columns out.
import { check } from './check'
import { complaints, stopped } from './complaints'
import type { ExpressionProblem } from './complaints'
import { parse } from './parse'
import { toSql } from './sql'
import type { ExpressionColumn, Type } from './tree'

export type Compiled = { sql: string; type: Type } | { problems: ExpressionProblem[] }

/** The SQL and type of an expression over these columns, or all that is wrong with it. `wanted`: the type it must have. */
export function compile(text: string, columns: readonly ExpressionColumn[], wanted?: Type): Compiled {
  try {
    const tree = parse(text)
    const { type, types, problems } = check(tree, columns)
    if (problems.length > 0) return { problems }
    if (wanted !== undefined && type !== wanted) return { problems: [complaints.wrongType(tree, type, [wanted])] }
    return { sql: toSql(tree, types, columns), type }
  } catch (error) {
    const found = stopped(error)
    if (found === undefined) throw error
    return { problems: [found] }
  }
}

export { completions } from './completions'

export type { ExpressionProblem } from './complaints'
export { expressionFunctions, signatureOf } from './functions'
export { typeOfStorage } from './tree'
export type { ExpressionColumn, Type } from './tree'
