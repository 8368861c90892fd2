// Turns a checked tree into DuckDB SQL: only our own words and signs, every name and text through our own quoting.
import { identifier, literal } from '../../read/sql'
import { complaints, stop } from './complaints'
import { functionNamed } from './functions'
import type { Taken } from './functions'
import { typeOfStorage } from './tree'
import type { BinaryOperator, ExpressionColumn, Tree, Type } from './tree'

const inSql: Record<Exclude<BinaryOperator, '/' | '%' | '^' | '+'>, string> = {
  '-': '-',
  '*': '*',
  '=': '=',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  and: 'AND',
  or: 'OR',
}
/** What a result of each type is stored as. `missing` has no type of its own; text holds it. */
const storages: Record<Type, string> = {
  number: 'DOUBLE',
  text: 'VARCHAR',
  boolean: 'BOOLEAN',
  date: 'TIMESTAMP',
  missing: 'VARCHAR',
}

/** Conditions and remainders repeat their parts, so nested ones double; this much SQL is still quick to plan. */
const mostSql = 200_000

interface Scope {
  types: ReadonlyMap<Tree, Type>
  storage: ReadonlyMap<string, string>
}

/** The SQL of a tree that `check` found no fault with. Throws `expression/too-complex`. A number that is not finite is missing. */
export function toSql(tree: Tree, types: ReadonlyMap<Tree, Type>, columns: readonly ExpressionColumn[]): string {
  const scope = { types, storage: new Map(columns.map(({ name, storage }) => [name, storage])) }
  const type = types.get(tree) ?? 'missing'
  const value = finite(tree, scope)
  return tree.kind === 'column' && type !== 'date' ? value : `CAST(${value} AS ${storages[type]})`
}

function sqlOf(tree: Tree, scope: Scope): string {
  const sql = madeOf(tree, scope)
  if (sql.length > mostSql) throw stop(complaints.tooComplex(`"${sql.length}"`, mostSql))
  return sql
}

function madeOf(tree: Tree, scope: Scope): string {
  switch (tree.kind) {
    case 'number':
      return numberSql(tree.digits)
    case 'text':
      return literal(tree.value)
    case 'boolean':
      return tree.value ? 'TRUE' : 'FALSE'
    case 'missing':
      return 'NULL'
    case 'column':
      return columnSql(tree.name, scope)
    case 'unary':
      return tree.operator === 'not' ? `(NOT ${sqlOf(tree.operand, scope)})` : `(-${double(tree.operand, scope)})`
    case 'binary':
      return binarySql(tree, scope)
    case 'in':
      return `(${finite(tree.value, scope)} ${tree.not ? 'NOT ' : ''}IN (${tree.list.map((item) => finite(item, scope)).join(', ')}))`
    case 'isMissing':
      return `(${finite(tree.value, scope)} IS ${tree.not ? 'NOT ' : ''}NULL)`
    case 'between': {
      const [value, low, high] = [tree.value, tree.low, tree.high].map((part) => finite(part, scope))
      return `(${value} ${tree.not ? 'NOT ' : ''}BETWEEN ${low} AND ${high})`
    }
    case 'call':
      return callSql(tree, scope)
    case 'case': {
      const branches = tree.branches.map(({ when, then }) => `WHEN ${sqlOf(when, scope)} THEN ${sqlOf(then, scope)}`)
      const otherwise = tree.otherwise === null ? '' : ` ELSE ${sqlOf(tree.otherwise, scope)}`
      return `(CASE ${branches.join(' ')}${otherwise} END)`
    }
  }
}

function numberSql(digits: string): string {
  if (/^\d{1,18}$/.test(digits)) return String(BigInt(digits))
  const shown = String(Number(digits))
  return shown.includes('e') ? shown : `${shown}e0`
}

function columnSql(name: string, { storage }: Scope): string {
  const stored = storage.get(name)
  if (stored === undefined) throw new Error(`column "${name}" was not checked`)
  const type = typeOfStorage(stored)
  if (type === 'date') return `CAST(${identifier(name)} AS TIMESTAMP)`
  return type === 'text' && stored !== 'VARCHAR' ? `CAST(${identifier(name)} AS VARCHAR)` : identifier(name)
}

function binarySql({ operator, left, right }: Extract<Tree, { kind: 'binary' }>, scope: Scope): string {
  if (operator === 'and' || operator === 'or') {
    return `(${sqlOf(left, scope)} ${inSql[operator]} ${sqlOf(right, scope)})`
  }
  if (operator in inSql && operator !== '-' && operator !== '*') {
    return `(${finite(left, scope)} ${inSql[operator as '=']} ${finite(right, scope)})`
  }
  if (operator === '+' && [left, right].some((part) => scope.types.get(part) === 'text')) {
    return `(${sqlOf(left, scope)} || ${sqlOf(right, scope)})`
  }
  const [a, b] = [double(left, scope), double(right, scope)]
  if (operator === '^') return `TRY(pow(${a}, ${b}))`
  // As in R and Python: the remainder has the sign of the divisor.
  if (operator === '%') return `(${a} - ${b} * floor(${a} / ${b}))`
  return `(${a} ${operator} ${b})`
}

function callSql({ name, args }: Extract<Tree, { kind: 'call' }>, scope: Scope): string {
  const entry = functionNamed(name)
  if (entry === undefined) throw new Error(`function "${name}" was not checked`)
  return `(${entry.sql(args.map((arg, index) => argumentSql(arg, entry.takes[index]?.type, scope)))})`
}

/** The word missing gets the type that is wanted: DuckDB cannot choose among its functions for a NULL without one. */
function argumentSql(arg: Tree, taken: Taken | undefined, scope: Scope): string {
  const sql = `(${finite(arg, scope)})`
  const typed = scope.types.get(arg) === 'missing' && taken !== undefined && taken !== 'any' && taken !== 'same'
  return typed ? `CAST(${sql} AS ${storages[taken]})` : sql
}

/** Sums and products of whole numbers would overflow as such. */
function double(tree: Tree, scope: Scope): string {
  return `CAST(${sqlOf(tree, scope)} AS DOUBLE)`
}

/** NaN and infinity are missing wherever a value is looked at: to DuckDB NaN is larger than any number. */
function finite(tree: Tree, scope: Scope): string {
  const sql = sqlOf(tree, scope)
  const calculated = scope.types.get(tree) === 'number' && tree.kind !== 'number' && !isWhole(tree, scope)
  return calculated ? `(CASE WHEN isfinite(CAST(${sql} AS DOUBLE)) THEN ${sql} END)` : sql
}

function isWhole(tree: Tree, { storage }: Scope): boolean {
  return tree.kind === 'column' && !/^(FLOAT|DOUBLE)$/.test(storage.get(tree.name) ?? '')
}
