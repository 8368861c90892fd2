// Table step: numbers the sessions of each user: a new one begins after a gap without rows.
import { identifier } from '../../read/sql'
import { checkColumns, checkNames, required } from './complaints'
import { choiceField, nameField, timeField, userField } from './fields'
import { secondsOf, timeOrder } from './order'
import { numberSql } from './step'
import type { TableStep } from './step'

const starts = identifier('\u0001starts')

/**
 * Sessions are numbered from 1 through the whole table, user by user, so that a number is one session. A gap as long as
 * the limit still belongs to the session. A row without a user or a time is in none.
 */
export const sessions: TableStep = {
  name: 'sessions',
  label: { en: 'Sessions by gap', zh: '按间隔划分会话' },
  summary: {
    en: 'Numbers the sessions of each user; a new one begins after a gap longer than so many minutes.',
    zh: '为每个用户的会话编号；间隔超过指定分钟数时开始新会话。',
  },
  fields: [
    userField,
    timeField,
    {
      kind: 'number',
      name: 'gap',
      label: { en: 'Longest gap', zh: '最大间隔' },
      help: { en: 'Minutes without a row that end a session.', zh: '超过该分钟数没有数据则会话结束。' },
      default: 30,
      min: 0,
      max: 1e9,
    },
    choiceField(
      'unit',
      { en: 'Times in numbers', zh: '数值时间' },
      {
        en: 'What a time counts when it is a number.',
        zh: '时间列为数值时的单位。',
      },
      [
        { value: 'seconds', label: { en: 'seconds', zh: '秒' } },
        { value: 'milliseconds', label: { en: 'milliseconds', zh: '毫秒' } },
      ],
    ),
    { ...nameField, default: 'session' },
  ],
  sql({ columns, settings }) {
    const [user, time, name] = [String(settings.user), String(settings.time), String(settings.name)]
    const problems = [
      ...required(settings, ['user', 'time']),
      ...checkColumns({ columns, settings }, ['user', 'time']),
      ...checkNames('name', [name], columns),
    ]
    if (problems.length > 0) return { problems }
    const seconds = secondsOf(columns, time, settings.unit === 'milliseconds' ? 0.001 : 1)
    const window = `(PARTITION BY ${identifier(user)} ORDER BY ${timeOrder(columns, time)})`
    const gap = `${seconds} - lag(${seconds}) OVER ${window}`
    const start = `CASE WHEN ${gap} <= ${numberSql(Number(settings.gap) * 60)} THEN 0 ELSE 1 END`
    const none = `${identifier(user)} IS NULL OR ${seconds} IS NULL`
    const inner = `SELECT *, CASE WHEN ${none} THEN 0 ELSE ${start} END AS ${starts} FROM source`
    const all = `sum(${starts}) OVER (ORDER BY ${identifier(user)} NULLS LAST, ${timeOrder(columns, time)})`
    const session = `CASE WHEN ${none} THEN NULL ELSE CAST(${all} AS BIGINT) END`
    return { sql: `SELECT * EXCLUDE (${starts}), ${session} AS ${identifier(name)} FROM (${inner})` }
  },
}
