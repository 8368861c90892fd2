// Cuts an expression into its words: the first step of reading it, and what completion looks at.
import { complaints, stop } from './complaints'
import type { Span } from './tree'

export const keywords = [
  'and',
  'or',
  'not',
  'in',
  'is',
  'missing',
  'between',
  'true',
  'false',
  'case',
  'when',
  'then',
  'else',
  'end',
] as const
export type Keyword = (typeof keywords)[number]

export type Token = Span &
  (
    | { kind: 'number' | 'text' | 'name' | 'quoted' | 'sign'; value: string }
    | { kind: 'keyword'; value: Keyword }
    | { kind: 'end'; value: '' }
  )

/** The closing sign of each opening one. Backticks and brackets hold names, quotation marks hold texts. */
const closings = new Map([
  ["'", "'"],
  ['"', '"'],
  ['`', '`'],
  ['[', ']'],
])
const blanks = /\s+/uy
const numbers = /(?:\d|\.\d)[\p{L}\p{N}_.]*(?:(?<=[eE])[+-]\d+)?/uy
const properNumber = /^(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/
const names = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy
const signs = /==|!=|<>|<=|>=|[-+*/%^=<>(),]/y

/** The words of a text, an `end` last. Throws `expression/unclosed`, `bad-number` or `unexpected`. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const blank = matchAt(blanks, text, at)
    at += blank.length
    if (at >= text.length) break
    const token = tokenAt(text, at)
    tokens.push(token)
    at = token.to
  }
  return [...tokens, { kind: 'end', value: '', from: text.length, to: text.length }]
}

function tokenAt(text: string, at: number): Token {
  const closing = closings.get(text[at] ?? '')
  if (closing !== undefined) return quotedAt(text, at, closing)
  const number = matchAt(numbers, text, at)
  if (number !== '') return numberOf(number, at)
  const name = matchAt(names, text, at)
  if (name !== '') return wordOf(name, at)
  const sign = matchAt(signs, text, at)
  if (sign !== '') return { kind: 'sign', value: plainSign(sign), from: at, to: at + sign.length }
  const found = String.fromCodePoint(text.codePointAt(at) ?? 0)
  const expected = { en: 'a value, a column or an operator', zh: '值、列名或运算符' }
  throw stop(complaints.unexpected({ from: at, to: at + found.length }, found, expected))
}

function quotedAt(text: string, at: number, closing: string): Token {
  let value = ''
  for (let place = at + 1; place < text.length; place++) {
    const sign = text[place] as string
    if (sign !== closing) value += sign
    else if (text[place + 1] === closing) value += text[++place]
    else
      return {
        kind: closing === "'" || closing === '"' ? 'text' : 'quoted',
        value: whole(value, at),
        from: at,
        to: place + 1,
      }
  }
  throw stop(complaints.unclosed({ from: at, to: text.length }, text[at] as string))
}

/** A text must come through SQL unchanged: a zero would end it, half a surrogate pair would be replaced. */
function whole(value: string, at: number): string {
  if (!/[\0\p{Surrogate}]/u.test(value)) return value
  const expected = { en: 'a text without zero characters and broken signs', zh: '不含空字符或残缺字符的文本' }
  throw stop(complaints.unexpected({ from: at, to: at + value.length + 2 }, '', expected))
}

function numberOf(found: string, from: number): Token {
  const span = { from, to: from + found.length }
  if (!properNumber.test(found) || !Number.isFinite(Number(found))) throw stop(complaints.badNumber(span, found))
  return { kind: 'number', value: found, ...span }
}

function wordOf(name: string, from: number): Token {
  const span = { from, to: from + name.length }
  const keyword = keywords.find((word) => word === name.toLowerCase())
  return keyword === undefined ? { kind: 'name', value: name, ...span } : { kind: 'keyword', value: keyword, ...span }
}

function plainSign(sign: string): string {
  return sign === '==' ? '=' : sign === '<>' ? '!=' : sign
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}
