// Table step: the previous values of a series beside each row, and the following ones to be forecast.
import { identifier } from '../../read/sql'
import { checkColumns, checkNames, listed, required } from './complaints'
import { choiceField, groupField, theColumns, timeField, wholeField } from './fields'
import { partitionBy, timeOrder } from './order'
import type { TableStep } from './step'

/** Columns `sales -1`, `sales -2` (before) and `sales +1` (ahead), within the group, in time order. */
export const lags: TableStep = {
  name: 'lags',
  label: { en: 'Lags and steps ahead', zh: '滞后与超前值' },
  summary: {
    en: 'Adds the previous values of a series, and the following ones to be forecast.',
    zh: '添加序列的前若干个值，以及待预测的后若干个值。',
  },
  fields: [
    theColumns,
    groupField,
    timeField,
    wholeField('before', { en: 'Previous values', zh: '前值个数' }, { en: 'How many.', zh: '个数。' }, [0, 1000, 3]),
    wholeField('ahead', { en: 'Steps ahead', zh: '后值个数' }, { en: 'How many.', zh: '个数。' }, [0, 1000, 0]),
    choiceField(
      'ends',
      { en: 'At the ends', zh: '两端的行' },
      {
        en: 'Rows without so many rows before or after them.',
        zh: '前后行数不足的行。',
      },
      [
        { value: 'drop', label: { en: 'Drop the row', zh: '删除该行' } },
        { value: 'keep', label: { en: 'Keep it, values missing', zh: '保留，值缺失' } },
      ],
    ),
  ],
  sql({ columns, settings }) {
    const [before, ahead] = [Number(settings.before), Number(settings.ahead)]
    const series = [...new Set(listed(settings.columns))]
    const group = partitionBy(String(settings.group))
    const window = `(${group}ORDER BY ${timeOrder(columns, String(settings.time))})`
    const made = series.flatMap((name) => [
      ...steps(before).map((step) => ({
        name: `${name} -${step}`,
        sql: `lag(${identifier(name)}, ${step}) OVER ${window}`,
      })),
      ...steps(ahead).map((step) => ({
        name: `${name} +${step}`,
        sql: `lead(${identifier(name)}, ${step}) OVER ${window}`,
      })),
    ])
    const problems = [
      ...required(settings, ['columns']),
      ...checkColumns({ columns, settings }, ['columns', 'group', 'time']),
      ...checkNames(
        'columns',
        made.map(({ name }) => name),
        columns,
      ),
    ]
    if (problems.length > 0) return { problems }
    const added = made.map(({ name, sql }) => `, ${sql} AS ${identifier(name)}`).join('')
    const whole = `row_number() OVER ${window} > ${before} AND row_number() OVER ${window} + ${ahead} <= count(*) OVER (${group})`
    return { sql: `SELECT *${added} FROM source${settings.ends === 'keep' ? '' : ` QUALIFY ${whole}`}` }
  },
}

function steps(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}
