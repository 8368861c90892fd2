// Functions of texts. Capitals and small letters differ; characters are code points.
import type { Text } from '../../../../../../shared/fields/text'
import type { Type } from '../tree'
import type { ExpressionFunction } from './function'

type Made = (args: string[]) => string

function ofText(name: string, summary: Text, gives: Exclude<Type, 'missing'>, sql: Made): ExpressionFunction {
  return { name, summary, example: `${name}(city)`, takes: [{ name: 'text', type: 'text' }], gives, sql }
}

function ofPart(name: string, summary: Text, inSql: string): ExpressionFunction {
  return {
    name,
    summary,
    example: `${name}(city, 'New')`,
    takes: [
      { name: 'text', type: 'text' },
      { name: 'part', type: 'text' },
    ],
    gives: 'boolean',
    sql: (args) => `${inSql}(${args.join(', ')})`,
  }
}

export const textFunctions: readonly ExpressionFunction[] = [
  ofText('lower', { en: 'In small letters.', zh: '转为小写。' }, 'text', ([x]) => `lower(${x})`),
  ofText('upper', { en: 'In capital letters.', zh: '转为大写。' }, 'text', ([x]) => `upper(${x})`),
  ofText('trim', { en: 'Without blanks at both ends.', zh: '去除首尾空白。' }, 'text', ([x]) => `trim(${x})`),
  ofText('length', { en: 'How many characters.', zh: '字符数。' }, 'number', ([x]) => `length(${x})`),
  ofPart('contains', { en: 'Is the part somewhere in the text?', zh: '文本是否包含该部分？' }, 'contains'),
  ofPart('starts_with', { en: 'Does the text begin with it?', zh: '文本是否以其开头？' }, 'starts_with'),
  ofPart('ends_with', { en: 'Does the text end with it?', zh: '文本是否以其结尾？' }, 'suffix'),
  {
    name: 'replace',
    summary: { en: 'The text with each such part replaced.', zh: '替换文本中的每一处。' },
    example: "replace(code, '-', '')",
    takes: [
      { name: 'text', type: 'text' },
      { name: 'part', type: 'text' },
      { name: 'by', type: 'text' },
    ],
    gives: 'text',
    sql: (args) => `replace(${args.join(', ')})`,
  },
  {
    name: 'substring',
    summary: {
      en: 'So many characters from a place on, the first being 1.',
      zh: '从某位置（首字符为 1）起截取若干字符。',
    },
    example: 'substring(code, 1, 3)',
    takes: [
      { name: 'text', type: 'text' },
      { name: 'start', type: 'number' },
      { name: 'count', type: 'number' },
    ],
    gives: 'text',
    sql: ([x, start, count]) =>
      `TRY(substring(${x}, CAST(greatest(${start}, 1) AS BIGINT), CAST(greatest(${count}, 0) AS BIGINT)))`,
  },
]
