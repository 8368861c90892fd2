// Functions that choose between values or turn one type into another; what cannot be turned is missing.
import type { ExpressionFunction } from './function'

const any = [{ name: 'value', type: 'any' }] as const

export const choiceFunctions: readonly ExpressionFunction[] = [
  {
    name: 'if',
    summary: {
      en: 'One value when the condition is true, else the other.',
      zh: '条件为真取前一个值，否则取后一个值。',
    },
    example: "if(age < 18, 'child', 'adult')",
    takes: [
      { name: 'condition', type: 'boolean' },
      { name: 'then', type: 'same' },
      { name: 'else', type: 'same' },
    ],
    gives: 'same',
    sql: ([condition, then, otherwise]) => `CASE WHEN ${condition} THEN ${then} ELSE ${otherwise} END`,
  },
  {
    name: 'coalesce',
    summary: { en: 'The first value that is not missing.', zh: '第一个不缺失的值。' },
    example: 'coalesce(price, 0)',
    takes: [
      { name: 'a', type: 'same' },
      { name: 'b', type: 'same' },
    ],
    repeats: true,
    gives: 'same',
    sql: (args) => `coalesce(${args.join(', ')})`,
  },
  {
    name: 'number',
    summary: {
      en: 'The value as a number; a date as seconds is seconds(date).',
      zh: '转为数值；日期请用 seconds(date)。',
    },
    example: 'number(code)',
    takes: any,
    gives: 'number',
    sql: ([x]) => `TRY_CAST(CAST(${x} AS VARCHAR) AS DOUBLE)`,
  },
  {
    name: 'text',
    summary: { en: 'The value as a text; 3.0 is written 3.', zh: '转为文本；3.0 写作 3。' },
    example: 'text(store)',
    takes: any,
    gives: 'text',
    sql: ([x]) => `regexp_replace(CAST(${x} AS VARCHAR), '^([+-]?\\d+)\\.0$', '\\1')`,
  },
  {
    name: 'date',
    summary: {
      en: 'A text such as 2024-01-31 or 2024-01-31 18:30 as a date.',
      zh: '将形如 2024-01-31 或 2024-01-31 18:30 的文本转为日期。',
    },
    example: "date('2024-01-31')",
    takes: any,
    gives: 'date',
    sql: ([x]) => `TRY_CAST(CAST(${x} AS VARCHAR) AS TIMESTAMP)`,
  },
]
