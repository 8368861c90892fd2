// Functions of numbers: an impossible result (the logarithm of 0, the root of -1) is missing.
import type { ExpressionFunction } from './function'
import { ofNumber } from './function'

const several = [
  { name: 'a', type: 'same' },
  { name: 'b', type: 'same' },
] as const

export const numberFunctions: readonly ExpressionFunction[] = [
  ofNumber('abs', { en: 'The size without its sign.', zh: '绝对值。' }, (x) => `abs(${x})`),
  ofNumber('sign', { en: '-1, 0 or 1.', zh: '符号：-1、0 或 1。' }, (x) => `CAST(sign(${x}) AS DOUBLE)`),
  ofNumber('floor', { en: 'The next whole number below.', zh: '向下取整。' }, (x) => `floor(${x})`),
  ofNumber('ceil', { en: 'The next whole number above.', zh: '向上取整。' }, (x) => `ceil(${x})`),
  ofNumber('sqrt', { en: 'The square root.', zh: '平方根。' }, (x) => `sqrt(${x})`),
  ofNumber('exp', { en: 'e to the power of x.', zh: 'e 的 x 次方。' }, (x) => `exp(${x})`),
  ofNumber('log', { en: 'The natural logarithm.', zh: '自然对数。' }, (x) => `ln(${x})`),
  ofNumber('log2', { en: 'The logarithm to base 2.', zh: '以 2 为底的对数。' }, (x) => `log2(${x})`),
  ofNumber('log10', { en: 'The logarithm to base 10.', zh: '以 10 为底的对数。' }, (x) => `log10(${x})`),
  ofNumber('sin', { en: 'The sine of an angle in radians.', zh: '正弦（弧度）。' }, (x) => `sin(${x})`),
  ofNumber('cos', { en: 'The cosine of an angle in radians.', zh: '余弦（弧度）。' }, (x) => `cos(${x})`),
  {
    name: 'round',
    summary: { en: 'Rounded to so many decimals, halves away from zero.', zh: '四舍五入到指定的小数位数。' },
    example: 'round(price, 2)',
    takes: [
      { name: 'x', type: 'number' },
      { name: 'digits', type: 'number', optional: true },
    ],
    gives: 'number',
    sql: ([x = 'NULL', digits = '0']) => `TRY(round(CAST(${x} AS DOUBLE), CAST(${digits} AS INTEGER)))`,
  },
  {
    name: 'min',
    summary: { en: 'The smallest of the values; missing ones are passed over.', zh: '各值中最小的；忽略缺失值。' },
    example: 'min(price, 100)',
    takes: several,
    repeats: true,
    gives: 'same',
    sql: (args) => `least(${args.join(', ')})`,
  },
  {
    name: 'max',
    summary: { en: 'The largest of the values; missing ones are passed over.', zh: '各值中最大的；忽略缺失值。' },
    example: 'max(price, 0)',
    takes: several,
    repeats: true,
    gives: 'same',
    sql: (args) => `greatest(${args.join(', ')})`,
  },
]
