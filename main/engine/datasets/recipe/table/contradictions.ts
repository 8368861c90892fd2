// Table step: rows that agree in everything but the label: keep them, drop them, average the label, or take the newest.
import { identifier } from '../../read/sql'
import { checkColumns, listed, required } from './complaints'
import { choiceField, columnField, columnsField, timeField } from './fields'
import { timeOrder } from './order'
import { doubleOf, rowSql, withColumns } from './step'
import type { StepInput, TableStep } from './step'

/**
 * Rows are of one group when the named columns are equal (missing equals missing). A group contradicts itself when it
 * has two labels or more; a missing label is none. Other groups stay as they are, repeated rows included.
 */
export const contradictions: TableStep = {
  name: 'contradictions',
  label: { en: 'Contradictory rows', zh: '矛盾的行' },
  summary: {
    en: 'Finds rows of the same features with different labels, and keeps, drops, averages or dates them.',
    zh: '找出特征相同而标签不同的行，并保留、删除、取平均或取最新。',
  },
  fields: [
    columnField('label', { en: 'Label', zh: '标签' }, { en: 'The column that must agree.', zh: '应当一致的列。' }),
    columnsField(
      'same',
      { en: 'Same in', zh: '相同的列' },
      {
        en: 'Columns that make rows the same; empty: all but the label.',
        zh: '用于判定行相同的列；留空表示标签以外的所有列。',
      },
    ),
    choiceField('action', { en: 'What to do', zh: '处理方式' }, { en: 'With such a group.', zh: '对矛盾的组。' }, [
      { value: 'drop', label: { en: 'Drop all of them', zh: '全部删除' } },
      { value: 'newest', label: { en: 'Keep the newest', zh: '保留最新的' } },
      { value: 'average', label: { en: 'One row with the mean label', zh: '合并为一行并取平均标签' } },
      { value: 'keep', label: { en: 'Keep all', zh: '全部保留' } },
    ]),
    { ...timeField, showWhen: { field: 'action', in: ['newest'] } },
  ],
  sql(input) {
    const { settings } = input
    const problems = [...required(settings, ['label']), ...checkColumns(input, ['label', 'same', 'time'])]
    if (problems.length > 0) return { problems }
    if (settings.action === 'keep') return { sql: 'SELECT * FROM source' }
    return { sql: action(String(settings.label), keysOf(input), input) }
  },
}

function action(label: string, keys: string[], { columns, settings }: StepInput): string {
  const group = `(PARTITION BY ${keys.map(identifier).join(', ')})`
  const differ = `(min(${identifier(label)}) OVER ${group} IS DISTINCT FROM max(${identifier(label)}) OVER ${group})`
  if (settings.action === 'average') {
    const mean = `CASE WHEN ${differ} THEN avg(${doubleOf(label)}) OVER ${group} ELSE ${doubleOf(label)} END`
    const first = `min(${rowSql}) OVER ${group} = ${rowSql}`
    return `${withColumns([{ name: label, sql: mean }])} QUALIFY ${first} OR NOT ${differ}`
  }
  const order = timeOrder(columns, String(settings.time ?? ''), 'DESC')
  const newest = `row_number() OVER (PARTITION BY ${keys.map(identifier).join(', ')} ORDER BY ${order}) = 1`
  return `SELECT * FROM source QUALIFY NOT ${differ}${settings.action === 'newest' ? ` OR ${newest}` : ''}`
}

function keysOf({ columns, settings }: StepInput): string[] {
  const named = listed(settings.same).filter((name) => name !== '')
  const left = [String(settings.label), String(settings.time ?? '')]
  return named.length > 0 ? named : columns.map(({ name }) => name).filter((name) => !left.includes(name))
}
