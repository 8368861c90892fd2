// Table step: what lies outside a range is blanked, its row dropped, or it is brought to the range's end.
import { identifier } from '../../read/sql'
import { checkColumns, checkRange, required } from './complaints'
import { choiceField, numberField, theColumn } from './fields'
import { doubleOf, numberSql, withColumns } from './step'
import type { TableStep } from './step'

/** Both ends belong to the range. A missing value is not outside. */
export const range: TableStep = {
  name: 'range',
  label: { en: 'Range rule', zh: '范围规则' },
  summary: {
    en: 'Says between which values a column must lie, and what happens to those outside.',
    zh: '规定列的取值范围，以及超出范围时的处理方式。',
  },
  fields: [
    theColumn,
    numberField(
      'min',
      { en: 'Least', zh: '最小值' },
      { en: 'The smallest value allowed.', zh: '允许的最小值。' },
      -1e308,
    ),
    numberField(
      'max',
      { en: 'Greatest', zh: '最大值' },
      { en: 'The largest value allowed.', zh: '允许的最大值。' },
      1e308,
    ),
    choiceField('outside', { en: 'Outside', zh: '超出时' }, { en: 'What to do with it.', zh: '处理方式。' }, [
      { value: 'blank', label: { en: 'Make it missing', zh: '置为缺失' } },
      { value: 'drop', label: { en: 'Drop the row', zh: '删除该行' } },
      { value: 'clip', label: { en: 'Bring it to the end', zh: '截断到边界' } },
    ]),
  ],
  sql({ columns, settings }) {
    const [min, max] = [Number(settings.min), Number(settings.max)]
    const problems = [
      ...required(settings, ['column']),
      ...checkColumns({ columns, settings }, ['column']),
      ...checkRange(min, max),
    ]
    if (problems.length > 0) return { problems }
    const name = String(settings.column)
    const value = doubleOf(name)
    const [low, high] = [numberSql(min), numberSql(max)]
    const outside = `(${value} IS NOT NULL AND NOT (${value} BETWEEN ${low} AND ${high}))`
    if (settings.outside === 'drop') return { sql: `SELECT * FROM source WHERE NOT ${outside}` }
    const instead = settings.outside === 'clip' ? `least(greatest(${value}, ${low}), ${high})` : 'NULL'
    return { sql: withColumns([{ name, sql: `CASE WHEN ${outside} THEN ${instead} ELSE ${identifier(name)} END` }]) }
  },
}
