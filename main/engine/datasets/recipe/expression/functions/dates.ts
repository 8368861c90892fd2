// Functions of dates and times. Time zones are not known here: a time is what the table says.
import type { Text } from '../../../../../../shared/fields/text'
import type { ExpressionFunction } from './function'

const one = [{ name: 'date', type: 'date' }] as const
const two = [
  { name: 'from', type: 'date' },
  { name: 'to', type: 'date' },
] as const

function partOf(name: string, summary: Text, inSql: string): ExpressionFunction {
  return { name, summary, example: `${name}(bought)`, takes: one, gives: 'number', sql: ([x]) => `${inSql}(${x})` }
}

function between(name: string, summary: Text, seconds: number): ExpressionFunction {
  return {
    name,
    summary,
    example: `${name}(ordered, delivered)`,
    takes: two,
    gives: 'number',
    sql: ([from, to]) => `((epoch(${to}) - epoch(${from})) / ${seconds}e0)`,
  }
}

export const dateFunctions: readonly ExpressionFunction[] = [
  partOf('year', { en: 'The year.', zh: '年份。' }, 'year'),
  partOf('quarter', { en: 'The quarter, 1 to 4.', zh: '季度，1 到 4。' }, 'quarter'),
  partOf('month', { en: 'The month, 1 to 12.', zh: '月份，1 到 12。' }, 'month'),
  partOf('day', { en: 'The day of the month, 1 to 31.', zh: '日，1 到 31。' }, 'day'),
  partOf('weekday', { en: 'The day of the week, 1 (Monday) to 7.', zh: '星期几，1（星期一）到 7。' }, 'isodow'),
  partOf('day_of_year', { en: 'The day of the year, 1 to 366.', zh: '一年中的第几天，1 到 366。' }, 'dayofyear'),
  partOf('hour', { en: 'The hour, 0 to 23.', zh: '小时，0 到 23。' }, 'hour'),
  partOf('minute', { en: 'The minute, 0 to 59.', zh: '分钟，0 到 59。' }, 'minute'),
  partOf('seconds', { en: 'Seconds since the beginning of 1970.', zh: '自 1970 年初以来的秒数。' }, 'epoch'),
  between(
    'days_between',
    { en: 'Days from one time to another, with decimals.', zh: '两个时间相差的天数（含小数）。' },
    86400,
  ),
  between(
    'hours_between',
    { en: 'Hours from one time to another, with decimals.', zh: '两个时间相差的小时数（含小数）。' },
    3600,
  ),
  {
    name: 'add_days',
    summary: { en: 'The time so many days later.', zh: '若干天之后的时间。' },
    example: 'add_days(bought, 30)',
    takes: [...one, { name: 'days', type: 'number' }],
    gives: 'date',
    sql: ([x, days]) => `TRY(${x} + to_microseconds(CAST(${days} * 86400e6 AS BIGINT)))`,
  },
  {
    name: 'from_seconds',
    summary: { en: 'The time so many seconds after the beginning of 1970.', zh: '由自 1970 年初以来的秒数得到时间。' },
    example: 'from_seconds(timestamp)',
    takes: [{ name: 'seconds', type: 'number' }],
    gives: 'date',
    sql: ([x]) => `TRY(make_timestamp(CAST(${x} * 1e6 AS BIGINT)))`,
  },
]
