// What is said of a wrong expression: each complaint with its place in the text, what was found, what was expected.
import { AppError } from '../../../../../shared/contract/errors'
import type { Problem } from '../../../../../shared/contract/errors'
import type { Text } from '../../../../../shared/fields/text'
import { nearestName } from '../nearest'
import type { Span, Type } from './tree'

/** A problem of an expression, with the part of the text it is about. */
export interface ExpressionProblem extends Problem {
  from: number
  to: number
}

/** Thrown inside the language where reading cannot go on; `compile` turns it into a problem. */
export function stop(found: ExpressionProblem): AppError {
  const { code, message, hint } = found
  return new AppError({ code, message, hint, details: { problem: found } })
}

/** The problem that `stop` carries; undefined for any other error. */
export function stopped(error: unknown): ExpressionProblem | undefined {
  return error instanceof AppError ? (error.details.problem as ExpressionProblem | undefined) : undefined
}

export const typeNames: Record<Type, Text> = {
  number: { en: 'a number', zh: '数值' },
  text: { en: 'a text', zh: '文本' },
  boolean: { en: 'a condition (true or false)', zh: '条件（真或假）' },
  date: { en: 'a date', zh: '日期' },
  missing: { en: 'missing', zh: '缺失值' },
}

export const complaints = {
  empty: () =>
    say(
      { from: 0, to: 0 },
      'empty',
      { en: 'The expression is empty.', zh: '表达式为空。' },
      {
        en: 'Write a condition or a value, such as price * 2.',
        zh: '请写出条件或值，例如 price * 2。',
      },
    ),
  tooComplex: (what: string, limit: number) =>
    say(
      { from: 0, to: 0 },
      'too-complex',
      {
        en: `The expression is too long or too deep: ${what}, expected at most "${limit}".`,
        zh: `表达式过长或嵌套过深：${what}，上限为“${limit}”。`,
      },
      { en: 'Derive a part of it as a column of its own.', zh: '请将其中一部分先派生为单独的列。' },
    ),
  unclosed: (span: Span, mark: string) =>
    say(
      span,
      'unclosed',
      {
        en: `"${mark}" at character ${span.from + 1} is never closed.`,
        zh: `第 ${span.from + 1} 个字符处的“${mark}”没有闭合。`,
      },
      { en: 'Close it; inside it, write the closing sign twice.', zh: '请补上闭合符号；若内容包含该符号，请写两遍。' },
    ),
  badNumber: (span: Span, found: string) =>
    say(
      span,
      'bad-number',
      {
        en: `"${found}" at character ${span.from + 1} is not a number, expected one such as 12, 0.5 or 1e-3 within the range of numbers.`,
        zh: `第 ${span.from + 1} 个字符处的“${found}”不是数值，应形如 12、0.5 或 1e-3，且在可表示范围内。`,
      },
      { en: 'Write a point for the decimals and no separators.', zh: '小数点请用“.”，不要使用千位分隔符。' },
    ),
  unexpected: (span: Span, found: string, expected: Text) =>
    say(
      span,
      'unexpected',
      {
        en: `Found "${found}" at character ${span.from + 1}, expected ${expected.en}.`,
        zh: `第 ${span.from + 1} 个字符处为“${found}”，应为${expected.zh}。`,
      },
      {
        en: 'Texts stand in quotation marks, odd column names in backticks or brackets.',
        zh: '文本请加引号，特殊列名请用反引号或方括号括起。',
      },
    ),
  unknownColumn: (span: Span, name: string, known: readonly string[]) => {
    const near = nearestName(name, known)
    return say(
      span,
      'unknown-column',
      {
        en: `There is no column "${name}" (character ${span.from + 1})${near === null ? '' : `. Did you mean "${near}"?`}`,
        zh: `没有名为“${name}”的列（第 ${span.from + 1} 个字符）${near === null ? '' : `。是否想写“${near}”？`}`,
      },
      { en: listed('Columns', known), zh: listed('可用的列', known) },
    )
  },
  unknownFunction: (span: Span, name: string, known: readonly string[]) => {
    const near = nearestName(name, known)
    return say(
      span,
      'unknown-function',
      {
        en: `There is no function "${name}" (character ${span.from + 1})${near === null ? '' : `. Did you mean "${near}"?`}`,
        zh: `没有名为“${name}”的函数（第 ${span.from + 1} 个字符）${near === null ? '' : `。是否想写“${near}”？`}`,
      },
      { en: listed('Functions', known), zh: listed('可用的函数', known) },
    )
  },
  wrongType: (span: Span, found: Type, expected: readonly Type[]) =>
    say(
      span,
      'wrong-type',
      {
        en: `Found ${typeNames[found].en} at character ${span.from + 1}, expected ${expected.map((type) => typeNames[type].en).join(' or ')}.`,
        zh: `第 ${span.from + 1} 个字符处为${typeNames[found].zh}，应为${expected.map((type) => typeNames[type].zh).join('或')}。`,
      },
      conversion(found, expected),
    ),
  wrongCount: (span: Span, name: string, found: number, signature: string) =>
    say(
      span,
      'wrong-arguments',
      {
        en: `"${name}" at character ${span.from + 1} is given "${found}" values, expected ${signature}.`,
        zh: `第 ${span.from + 1} 个字符处的“${name}”得到“${found}”个值，应为 ${signature}。`,
      },
      { en: 'Values are separated by commas.', zh: '各个值之间用逗号分隔。' },
    ),
} as const

function say(span: Span, what: string, message: Text, hint: Text): ExpressionProblem {
  return { path: '', code: `expression/${what}`, message, hint, severity: 'error', from: span.from, to: span.to }
}

function conversion(found: Type, expected: readonly Type[]): Text {
  const wanted = expected[0]
  if (wanted === 'boolean') {
    return { en: 'Compare it with something, such as x > 0.', zh: '请与某个值比较，例如 x > 0。' }
  }
  const call = found === 'boolean' && wanted === 'number' ? 'if(x, 1, 0)' : `${wanted ?? 'text'}(x)`
  return { en: `Turn it into one with ${call}.`, zh: `可用 ${call} 转换。` }
}

function listed(title: string, names: readonly string[]): string {
  const shown = names.slice(0, 20).join(', ')
  return `${title}: ${shown}${names.length > 20 ? ', ...' : ''}.`
}
