// Reads an expression into a tree by recursive descent. Weakest first: or, and, not, comparisons, + -, * / %, minus, ^.
import type { Text } from '../../../../../shared/fields/text'
import { complaints, stop } from './complaints'
import { tokenise } from './tokens'
import type { Keyword, Token } from './tokens'
import type { BinaryOperator, Comparison, Tree } from './tree'

/** Longest text and deepest nesting that is read. */
export const mostCharacters = 10_000
export const mostDepth = 60
const comparisons: readonly string[] = ['=', '!=', '<', '<=', '>', '>='] satisfies Comparison[]
const aValue: Text = { en: 'a value, a column or a function', zh: '值、列名或函数' }

/** The tree of a text. Throws `expression/empty`, `too-complex`, `unexpected`, `unclosed` or `bad-number`. */
export function parse(text: string): Tree {
  if (text.trim() === '') throw stop(complaints.empty())
  if (text.length > mostCharacters) {
    throw stop(complaints.tooComplex(`"${text.length}"`, mostCharacters))
  }
  return new Parser(tokenise(text)).whole()
}

class Parser {
  private place = 0
  private depth = 0

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Tree {
    const tree = this.or()
    if (this.next.kind !== 'end') this.refuse({ en: 'an operator or the end', zh: '运算符或结尾' })
    return tree
  }

  private or(): Tree {
    return this.nested(() => this.chain(['or'], () => this.chain(['and'], () => this.not())))
  }

  private not(): Tree {
    const { from } = this.next
    if (!this.take('keyword', 'not')) return this.comparison()
    const operand = this.nested(() => this.not())
    return { kind: 'unary', operator: 'not', operand, from, to: operand.to }
  }

  private comparison(): Tree {
    const left = this.sum()
    const { value, kind } = this.next
    if (kind === 'sign' && comparisons.includes(value)) {
      this.place++
      return joined(value as Comparison, left, this.sum())
    }
    if (this.take('keyword', 'is')) return this.isMissing(left)
    const not = this.take('keyword', 'not')
    if (this.take('keyword', 'in')) return this.inList(left, not)
    if (this.take('keyword', 'between')) return this.between(left, not)
    if (not) this.refuse({ en: 'in or between', zh: 'in 或 between' })
    return left
  }

  private isMissing(value: Tree): Tree {
    const not = this.take('keyword', 'not')
    this.expect('keyword', 'missing')
    return { kind: 'isMissing', value, not, from: value.from, to: this.last.to }
  }

  private inList(value: Tree, not: boolean): Tree {
    this.expect('sign', '(')
    return { kind: 'in', value, list: this.list(), not, from: value.from, to: this.last.to }
  }

  private between(value: Tree, not: boolean): Tree {
    const low = this.sum()
    this.expect('keyword', 'and')
    const high = this.sum()
    return { kind: 'between', value, low, high, not, from: value.from, to: high.to }
  }

  private sum(): Tree {
    return this.chain(['+', '-'], () => this.chain(['*', '/', '%'], () => this.signed()))
  }

  private signed(): Tree {
    const { from } = this.next
    if (this.take('sign', '+')) return this.nested(() => this.signed())
    if (!this.take('sign', '-')) return this.power()
    const operand = this.nested(() => this.signed())
    return { kind: 'unary', operator: '-', operand, from, to: operand.to }
  }

  private power(): Tree {
    const base = this.primary()
    return this.take('sign', '^')
      ? joined(
          '^',
          base,
          this.nested(() => this.signed()),
        )
      : base
  }

  private primary(): Tree {
    const token = this.next
    const { from, to } = token
    this.place++
    if (token.kind === 'number') return { kind: 'number', digits: token.value, from, to }
    if (token.kind === 'text') return { kind: 'text', value: token.value, from, to }
    if (token.kind === 'quoted') return { kind: 'column', name: token.value, from, to }
    if (token.kind === 'name') return this.named(token)
    if (token.kind === 'keyword') return this.word(token)
    if (token.kind === 'sign' && token.value === '(') return this.inBrackets()
    this.place--
    return this.refuse(aValue)
  }

  private named({ value: name, from, to }: Token): Tree {
    if (!this.take('sign', '(')) return { kind: 'column', name, from, to }
    const args = this.take('sign', ')') ? [] : this.list()
    return { kind: 'call', name, args, from, to: this.last.to }
  }

  private word({ value, from, to }: Token): Tree {
    if (value === 'true' || value === 'false') return { kind: 'boolean', value: value === 'true', from, to }
    if (value === 'missing') return { kind: 'missing', from, to }
    if (value === 'case') return this.cases(from)
    this.place--
    return this.refuse(aValue)
  }

  private cases(from: number): Tree {
    const branches: { when: Tree; then: Tree }[] = []
    this.expect('keyword', 'when')
    do {
      const when = this.or()
      this.expect('keyword', 'then')
      branches.push({ when, then: this.or() })
    } while (this.take('keyword', 'when'))
    const otherwise = this.take('keyword', 'else') ? this.or() : null
    this.expect('keyword', 'end')
    return { kind: 'case', branches, otherwise, from, to: this.last.to }
  }

  private inBrackets(): Tree {
    const inner = this.or()
    this.expect('sign', ')')
    return inner
  }

  /** Values with commas between them, up to the closing bracket. */
  private list(): Tree[] {
    const values = [this.or()]
    while (this.take('sign', ',')) values.push(this.or())
    this.expect('sign', ')')
    return values
  }

  /** Left to right: a - b - c is (a - b) - c. */
  private chain(operators: readonly BinaryOperator[], operand: () => Tree): Tree {
    let left = operand()
    for (let links = 1; operators.includes(this.next.value as BinaryOperator) && !isValue(this.next); links++) {
      if (links > mostDepth * 4) throw stop(complaints.tooComplex(`"${links}"`, mostDepth * 4))
      const operator = this.next.value as BinaryOperator
      this.place++
      left = joined(operator, left, operand())
    }
    return left
  }

  private nested(read: () => Tree): Tree {
    if (++this.depth > mostDepth) throw stop(complaints.tooComplex(`"${this.depth}"`, mostDepth))
    const tree = read()
    this.depth--
    return tree
  }

  private get next(): Token {
    return this.tokens[Math.min(this.place, this.tokens.length - 1)] as Token
  }

  private get last(): Token {
    return this.tokens[this.place - 1] as Token
  }

  private take(kind: 'sign' | 'keyword', value: string): boolean {
    const found = this.next.kind === kind && this.next.value === value
    if (found) this.place++
    return found
  }

  private expect(kind: 'sign' | 'keyword', value: Keyword | '(' | ')'): void {
    if (!this.take(kind, value)) this.refuse({ en: `"${value}"`, zh: `“${value}”` })
  }

  private refuse(expected: Text): never {
    const { from, to, value, kind } = this.next
    throw stop(complaints.unexpected({ from, to }, kind === 'end' ? '' : value, expected))
  }
}

function isValue({ kind }: Token): boolean {
  return kind === 'text' || kind === 'quoted' || kind === 'name' || kind === 'number'
}

function joined(operator: BinaryOperator, left: Tree, right: Tree): Tree {
  return { kind: 'binary', operator, left, right, from: left.from, to: right.to }
}
