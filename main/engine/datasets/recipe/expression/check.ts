// Checks an expression's types against the columns of a table, before anything becomes SQL.
import { complaints } from './complaints'
import type { ExpressionProblem } from './complaints'
import { expressionFunctions, functionNamed, signatureOf } from './functions'
import type { ExpressionFunction } from './functions'
import { typeOfStorage } from './tree'
import type { ExpressionColumn, Span, Tree, Type } from './tree'

/** The type of every part of the tree. A part that is wrong counts as missing, so that one fault is told once. */
export interface Checked {
  type: Type
  types: Map<Tree, Type>
  problems: ExpressionProblem[]
}

/** Types and problems of a tree over these columns; never throws. */
export function check(tree: Tree, columns: readonly ExpressionColumn[]): Checked {
  const checker = new Checker(columns)
  return { type: checker.visit(tree), types: checker.types, problems: checker.problems }
}

class Checker {
  readonly types = new Map<Tree, Type>()
  readonly problems: ExpressionProblem[] = []

  constructor(private readonly columns: readonly ExpressionColumn[]) {}

  visit(tree: Tree): Type {
    const type = this.typeOf(tree)
    this.types.set(tree, type)
    return type
  }

  private typeOf(tree: Tree): Type {
    switch (tree.kind) {
      case 'number':
      case 'text':
      case 'boolean':
      case 'missing':
        return tree.kind
      case 'column':
        return this.column(tree.name, tree)
      case 'unary':
        return this.want(tree.operand, [tree.operator === 'not' ? 'boolean' : 'number'])
      case 'binary':
        return this.binary(tree)
      case 'in':
        this.same([tree.value, ...tree.list])
        return 'boolean'
      case 'isMissing':
        this.visit(tree.value)
        return 'boolean'
      case 'between':
        this.ordered(this.same([tree.value, tree.low, tree.high]), tree.value)
        return 'boolean'
      case 'call':
        return this.call(tree)
      case 'case':
        for (const { when } of tree.branches) this.want(when, ['boolean'])
        return this.same([
          ...tree.branches.map(({ then }) => then),
          ...(tree.otherwise === null ? [] : [tree.otherwise]),
        ])
    }
  }

  private column(name: string, span: Span): Type {
    const found = this.columns.find((column) => column.name === name)
    if (found !== undefined) return typeOfStorage(found.storage)
    const known = this.columns.map((column) => column.name)
    this.problems.push(complaints.unknownColumn(span, name, known))
    return 'missing'
  }

  private binary(tree: Extract<Tree, { kind: 'binary' }>): Type {
    const { operator, left, right } = tree
    if (operator === 'and' || operator === 'or') {
      this.want(left, ['boolean'])
      this.want(right, ['boolean'])
      return 'boolean'
    }
    if (operator === '+') return this.sum(left, right)
    if (operator === '=' || operator === '!=') return this.same([left, right]) && 'boolean'
    if (operator.startsWith('<') || operator.startsWith('>')) {
      this.ordered(this.same([left, right]), left)
      return 'boolean'
    }
    this.want(left, ['number'])
    this.want(right, ['number'])
    return 'number'
  }

  /** Numbers are added, texts are joined. */
  private sum(left: Tree, right: Tree): Type {
    const first = this.want(left, ['number', 'text'])
    if (first !== 'missing') return this.want(right, [first]) && first
    return this.want(right, ['number', 'text'])
  }

  private call(tree: Extract<Tree, { kind: 'call' }>): Type {
    const entry = functionNamed(tree.name)
    if (entry === undefined) {
      const known = expressionFunctions.map(({ name }) => name)
      this.problems.push(
        complaints.unknownFunction({ from: tree.from, to: tree.from + tree.name.length }, tree.name, known),
      )
      return 'missing'
    }
    if (!takesSoMany(entry, tree.args.length)) {
      this.problems.push(complaints.wrongCount(tree, entry.name, tree.args.length, signatureOf(entry)))
      return entry.gives === 'same' ? 'missing' : entry.gives
    }
    const same = this.same(tree.args.filter((_, index) => takenAt(entry, index) === 'same'))
    tree.args.forEach((arg, index) => this.argument(arg, takenAt(entry, index)))
    return entry.gives === 'same' ? same : entry.gives
  }

  private argument(arg: Tree, taken: string | undefined): void {
    if (taken === 'any') this.visit(arg)
    else if (taken !== 'same' && taken !== undefined) this.want(arg, [taken as Type])
  }

  /** All of one type: that of the first that is not the word missing. */
  private same(trees: readonly Tree[]): Type {
    let wanted: Type = 'missing'
    for (const tree of trees) {
      if (wanted === 'missing') wanted = this.visit(tree)
      else this.want(tree, [wanted])
    }
    return wanted
  }

  private ordered(type: Type, span: Span): void {
    if (type === 'boolean') this.problems.push(complaints.wrongType(span, type, ['number', 'text', 'date']))
  }

  /** Its type; a problem when that is none of the wanted ones. */
  private want(tree: Tree, wanted: readonly Type[]): Type {
    const found = this.visit(tree)
    if (found === 'missing' || wanted.includes(found)) return found
    this.problems.push(complaints.wrongType(tree, found, wanted))
    return wanted[0] ?? 'missing'
  }
}

function takenAt({ takes, repeats }: ExpressionFunction, index: number) {
  return (takes[index] ?? (repeats === true ? takes.at(-1) : undefined))?.type
}

function takesSoMany({ takes, repeats }: ExpressionFunction, count: number): boolean {
  const least = takes.filter(({ optional }) => optional !== true).length
  return repeats === true ? count >= 1 : count >= least && count <= takes.length
}
