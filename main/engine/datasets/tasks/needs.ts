// What several tasks need alike, in words: a column to predict, columns to predict from, users, items, times.
import type { Text } from '../../../../shared/fields/text'
import { quoted, when } from './task'
import type { RoleColumn, RoleTable } from './table'

export const needUser: Text = {
  en: 'A column that says whose a row is: give it the role user.',
  zh: '需要一列说明该行属于谁：请将其用途设为用户。',
}

export const needItem: Text = {
  en: 'A column that says what the row is about: give it the role item.',
  zh: '需要一列说明该行涉及哪个物品：请将其用途设为物品。',
}

export const needTime: Text = {
  en: 'A column that says when a row was: give it the role time.',
  zh: '需要一列说明该行的时间：请将其用途设为时间。',
}

const needFeature: Text = {
  en: 'A column to predict from: give one with numbers, categories or yes and no the role feature.',
  zh: '需要用于预测的列：请将一列数值、类别或是非值的用途设为特征。',
}

/** Features that can be inputs; columns of which no input can be made do not count. */
export function needFeatures(table: RoleTable): Text[] {
  return table.features().length > 0 ? [] : [needFeature]
}

/** A column must tell at least two things apart. */
export function needTwo(column: RoleColumn | undefined): Text[] {
  if (column === undefined || column.distinct >= 2) return []
  const name = quoted(column)
  return [
    {
      en: `${name.en} has ${column.distinct} different values, at least two are needed: choose another column.`,
      zh: `${name.zh}只有 ${column.distinct} 个不同的值，至少需要两个：请选择其他列。`,
    },
  ]
}

/** Times are dates or numbers. */
export function needTimes(column: RoleColumn | undefined): Text[] {
  if (column === undefined) return [needTime]
  const name = quoted(column)
  return when([
    !isTime(column),
    {
      en: `${name.en} holds words, not times: change its type to date or number, or convert it in the recipe.`,
      zh: `${name.zh}是文字而不是时间：请将其类型改为日期或数值，或在处理步骤中转换。`,
    },
  ])
}

/** The column is a number, as `what` has to be. */
export function needNumber(column: RoleColumn | undefined, what: Text): Text[] {
  if (column === undefined || column.type === 'number') return []
  const name = quoted(column)
  return [
    {
      en: `${name.en} is of the type ${column.type}, but ${what.en} is a number: change its type, or convert it in the recipe.`,
      zh: `${name.zh}的类型为 ${column.type}，而${what.zh}应为数值：请更改其类型，或在处理步骤中转换。`,
    },
  ]
}

export function isTime({ type }: RoleColumn): boolean {
  return type === 'date' || type === 'number'
}
