// Task: the rating that a user gives an item is predicted.
import type { Text } from '../../../../shared/fields/text'
import { needItem, needNumber, needTwo, needUser } from './needs'
import type { RoleColumn, RoleTable } from './table'
import { absent, quoted, useOf, usesOf } from './task'
import type { TaskKind } from './task'

const needRating: Text = {
  en: 'A column with the rating as a number, such as 1 to 5: give it the role rating.',
  zh: '需要一列数值形式的评分（如 1 到 5）：请将其用途设为评分。',
}
const aRating: Text = { en: 'a rating', zh: '评分' }

export const rating: TaskKind = {
  name: 'rating',
  label: { en: 'rating prediction', zh: '评分预测' },
  missing: (table) => [
    ...absent(table, { user: needUser, item: needItem }),
    ...(ratingOf(table) === undefined ? [needRating] : []),
    ...needNumber(ratingOf(table), aRating),
    ...[table.one('user'), table.one('item'), ratingOf(table)].flatMap(needTwo),
  ],
  goal(table) {
    const [user, item, value] = [table.one('user'), table.one('item'), ratingOf(table)].map((column) =>
      quoted({ name: column?.name ?? '' }),
    ) as [Text, Text, Text]
    return {
      en: `the ${value.en} that a ${user.en} gives a ${item.en} is predicted`,
      zh: `预测 ${user.zh} 对 ${item.zh} 的 ${value.zh}`,
    }
  },
  uses: (table) => [
    ...useOf(table.one('user'), { en: 'who rates', zh: '评分的用户' }),
    ...useOf(table.one('item'), { en: 'what is rated', zh: '被评分的物品' }),
    ...useOf(ratingOf(table), { en: 'the rating to be predicted', zh: '要预测的评分' }),
    ...useOf(table.one('time'), { en: 'orders the rows, for splits by time', zh: '行的时间顺序，用于按时间划分' }),
    ...usesOf(table.features(), { en: 'told beside user and item', zh: '与用户和物品一并作为输入' }),
  ],
}

/** The rating, or a target, which then is what is predicted. */
function ratingOf(table: RoleTable): RoleColumn | undefined {
  return table.one('rating') ?? table.one('target')
}
