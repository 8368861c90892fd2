// Says at once when a column cannot be what its role says: a result that is an id, a time that is text, words for a rating.
import type { Problem } from '../../../../shared/contract/errors'
import type { Text } from '../../../../shared/fields/text'
import type { Dataset, Role } from '../../../../shared/records'
import { problem } from '../errors'
import { looksLikeId, roleNames, singleRoles } from '../roles'
import { isTime } from './needs'
import { RoleTable } from './table'
import type { RoleColumn } from './table'

/** A second column with such a role would not be looked at; a second target is an error, which others tell. */
const single = singleRoles.filter((role) => role !== 'target')

/** More kinds of events than this are no kinds but items or free text. */
const mostEvents = 100

/** Warnings about columns whose values do not fit their role. The tasks say which of them stand in the way. */
export function checkRoles(columns: readonly RoleColumn[], assignments: Dataset['assignments']): Problem[] {
  const table = new RoleTable(columns, assignments)
  return [
    ...table.all('target').filter(looksLikeId).map(targetIsId),
    ...table
      .all('time')
      .filter((column) => !isTime(column))
      .map(timeIsText),
    ...table
      .all('rating')
      .filter(({ type }) => type !== 'number')
      .map(ratingIsWords),
    ...(['user', 'item', 'group'] as const).flatMap((role) =>
      table.all(role).flatMap((column) => (column.distinct < 2 ? [oneValue(column, role)] : [])),
    ),
    ...table
      .all('event')
      .filter(({ distinct }) => distinct > mostEvents)
      .map(manyEvents),
    ...single.flatMap((role) => (table.all(role).length > 1 ? [severalColumns(role, table.all(role))] : [])),
  ]
}

function targetIsId({ name }: RoleColumn): Problem {
  return warning(name, 'role/target-is-id', [
    {
      en: `The target "${name}" looks like an id: it numbers the rows, so nothing can be learnt about it.`,
      zh: `目标列“${name}”看起来是编号：它只标识各行，无法从中学到规律。`,
    },
    { en: 'Choose the column with the result.', zh: '请选择表示结果的列。' },
  ])
}

function timeIsText({ name, type }: RoleColumn): Problem {
  return warning(name, 'role/time-is-text', [
    {
      en: `The time "${name}" is of the type "${type}", expected dates or numbers.`,
      zh: `时间列“${name}”的类型为“${type}”，应为日期或数值。`,
    },
    {
      en: 'Import the file with another order of dates, or convert the column in the recipe.',
      zh: '请以其他日期顺序重新导入，或在处理步骤中转换该列。',
    },
  ])
}

function ratingIsWords({ name, type }: RoleColumn): Problem {
  return warning(name, 'role/rating-is-words', [
    {
      en: `The rating "${name}" is of the type "${type}", expected numbers.`,
      zh: `评分列“${name}”的类型为“${type}”，应为数值。`,
    },
    {
      en: 'Change its type to number, or derive a number from it in the recipe.',
      zh: '请将其类型改为数值，或在处理步骤中由它得出数值。',
    },
  ])
}

function oneValue({ name, distinct }: RoleColumn, role: Role): Problem {
  const word = roleNames[role]
  return warning(name, 'role/one-value', [
    {
      en: `The ${word.en} "${name}" has "${distinct}" different values, expected at least two.`,
      zh: `${word.zh}列“${name}”只有“${distinct}”个不同的值，至少需要两个。`,
    },
    { en: 'Give the role to another column.', zh: '请将该用途交给其他列。' },
  ])
}

function manyEvents({ name, distinct }: RoleColumn): Problem {
  return warning(name, 'role/many-events', [
    {
      en: `The event "${name}" has "${distinct}" different values, expected at most ${mostEvents} such as view and buy.`,
      zh: `事件列“${name}”有“${distinct}”个不同的值，最多 ${mostEvents} 个（如浏览、购买）。`,
    },
    { en: 'Give the role to another column.', zh: '请将该用途交给其他列。' },
  ])
}

function severalColumns(role: Role, columns: readonly RoleColumn[]): Problem {
  const word = roleNames[role]
  const list = columns.map(({ name }) => `"${name}"`).join(', ')
  return warning(columns[0]?.name ?? '', 'role/several-columns', [
    {
      en: `The columns ${list} all have the role ${word.en}, of which only the first is used.`,
      zh: `列 ${list} 的用途都是${word.zh}，只会使用第一列。`,
    },
    { en: 'Keep the role of one, and set the others to ignore.', zh: '请只保留一列，其余设为忽略。' },
  ])
}

function warning(column: string, code: string, [message, hint]: readonly [Text, Text]): Problem {
  return problem(column, [code, message, hint], 'warning')
}
