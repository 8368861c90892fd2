// What an expression is after parsing: a tree whose leaves know their place in the text. Read by the checker and the translator.

/** The types of the language. `missing` is the type of the word missing alone: it fits everywhere. */
export type Type = 'number' | 'text' | 'boolean' | 'date' | 'missing'

/** Where something stands in the text: UTF-16 units, `to` not included. */
export interface Span {
  from: number
  to: number
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '^' | Comparison | 'and' | 'or'
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>='

export type Tree = Span &
  (
    | { kind: 'number'; digits: string }
    | { kind: 'text'; value: string }
    | { kind: 'boolean'; value: boolean }
    | { kind: 'missing' }
    | { kind: 'column'; name: string }
    | { kind: 'unary'; operator: '-' | 'not'; operand: Tree }
    | { kind: 'binary'; operator: BinaryOperator; left: Tree; right: Tree }
    | { kind: 'in'; value: Tree; list: Tree[]; not: boolean }
    | { kind: 'isMissing'; value: Tree; not: boolean }
    | { kind: 'between'; value: Tree; low: Tree; high: Tree; not: boolean }
    | { kind: 'call'; name: string; args: Tree[] }
    | { kind: 'case'; branches: { when: Tree; then: Tree }[]; otherwise: Tree | null }
  )

/** A column that an expression may name. */
export interface ExpressionColumn {
  name: string
  /** As DuckDB says it: BIGINT, VARCHAR, TIMESTAMP, ... */
  storage: string
}

/** The type of a column by its storage; lists and other shapes are read as text. */
export function typeOfStorage(storage: string): Exclude<Type, 'missing'> {
  const name = storage.toUpperCase()
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(\d+, ?\d+\))$/.test(name)) return 'number'
  if (name === 'BOOLEAN') return 'boolean'
  if (name === 'DATE' || /^TIMESTAMP( WITH TIME ZONE|_S|_MS|_NS)?$/.test(name)) return 'date'
  return 'text'
}
