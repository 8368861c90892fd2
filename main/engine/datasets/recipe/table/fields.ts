// The fields that several table steps ask for, in one wording.
import type { ChoiceField, ColumnField, NumberField, TextField, TextsField } from '../../../../../shared/fields/field'
import type { Text } from '../../../../../shared/fields/text'

export function columnField(name: string, label: Text, help: Text): ColumnField {
  return { kind: 'column', name, label, help, default: '' }
}

export function columnsField(name: string, label: Text, help: Text): TextsField {
  return { ...textsField(name, label, help), of: 'columns' }
}

export function textsField(name: string, label: Text, help: Text): TextsField {
  return { kind: 'texts', name, label, help, default: [], maxLength: 10_000, maxTextLength: 1000 }
}

export function textField(name: string, label: Text, help: Text): TextField {
  return { kind: 'text', name, label, help, default: '', maxLength: 10_000 }
}

export function expressionField(name: string, label: Text, help: Text): TextField {
  return { ...textField(name, label, help), language: 'expression' }
}

export function choiceField(name: string, label: Text, help: Text, options: ChoiceField['options']): ChoiceField {
  return { kind: 'choice', name, label, help, default: options[0]?.value ?? '', options }
}

export function wholeField(name: string, label: Text, help: Text, range: [least: number, most: number, usual: number]) {
  const [min, max, usual] = range
  return { kind: 'integer', name, label, help, default: usual, min, max } satisfies NumberField
}

export function numberField(name: string, label: Text, help: Text, usual: number): NumberField {
  return { kind: 'number', name, label, help, default: usual, min: -1e308, max: 1e308 }
}

export const theColumn = columnField(
  'column',
  { en: 'Column', zh: '列' },
  {
    en: 'The column that is changed.',
    zh: '要更改的列。',
  },
)
export const theColumns = columnsField(
  'columns',
  { en: 'Columns', zh: '列' },
  {
    en: 'The columns that it is about.',
    zh: '涉及的列。',
  },
)
export const userField = columnField(
  'user',
  { en: 'User', zh: '用户' },
  {
    en: 'The column that names the user.',
    zh: '表示用户的列。',
  },
)
export const groupField = columnField(
  'group',
  { en: 'Group', zh: '分组' },
  {
    en: 'Rows of the same value belong together; empty: all rows.',
    zh: '取值相同的行属于同一组；留空表示全部行。',
  },
)
export const timeField = columnField(
  'time',
  { en: 'Time', zh: '时间' },
  {
    en: 'Rows are ordered by it, equal times by their place in the table; empty: the order of the table.',
    zh: '按此列排序，时间相同时按表中次序；留空表示按表的次序。',
  },
)
export const nameField = textField(
  'name',
  { en: 'Name', zh: '名称' },
  {
    en: 'The name of the new column.',
    zh: '新列的名称。',
  },
)
