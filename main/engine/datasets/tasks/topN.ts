// Task: for each user the items are ranked, so that those come first that he will come to.
import { needItem, needTwo, needUser } from './needs'
import { absent, quoted, useOf, usesOf } from './task'
import type { TaskKind } from './task'

export const topN: TaskKind = {
  name: 'topN',
  label: { en: 'top-N recommendation', zh: 'Top-N 推荐' },
  missing: (table) => [
    ...absent(table, { user: needUser, item: needItem }),
    ...[table.one('user'), table.one('item')].flatMap(needTwo),
  ],
  goal(table) {
    const [user, item] = [
      quoted({ name: table.one('user')?.name ?? '' }),
      quoted({ name: table.one('item')?.name ?? '' }),
    ]
    return {
      en: `for each ${user.en} every ${item.en} is ranked by how likely the two come together`,
      zh: `为每个 ${user.zh} 按可能性对所有 ${item.zh} 排序`,
    }
  },
  uses: (table) => [
    ...useOf(table.one('user'), { en: 'for whom items are ranked', zh: '为其推荐的用户' }),
    ...useOf(table.one('item'), { en: 'what is ranked', zh: '被排序的物品' }),
    ...useOf(table.one('rating'), { en: 'from which value on a row counts as liked', zh: '达到某一值的行视为喜欢' }),
    ...useOf(table.one('event'), { en: 'which kinds of events count', zh: '哪些事件计入' }),
    ...useOf(table.one('time'), { en: 'orders the rows, for splits by time', zh: '行的时间顺序，用于按时间划分' }),
    ...usesOf(table.features(), { en: 'told beside user and item', zh: '与用户和物品一并作为输入' }),
  ],
}
