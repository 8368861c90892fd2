// Task: the next item of a user is predicted from those that he came to before.
import { needItem, needTimes, needTwo, needUser } from './needs'
import { absent, quoted, useOf } from './task'
import type { TaskKind } from './task'

export const nextItem: TaskKind = {
  name: 'nextItem',
  label: { en: 'next item', zh: '下一物品' },
  missing: (table) => [
    ...absent(table, { user: needUser, item: needItem }),
    ...needTimes(table.one('time')),
    ...[table.one('user'), table.one('item'), table.one('time')].flatMap(needTwo),
  ],
  goal(table) {
    const [user, item, time] = (['user', 'item', 'time'] as const).map((role) =>
      quoted({ name: table.one(role)?.name ?? '' }),
    ) as [{ en: string; zh: string }, { en: string; zh: string }, { en: string; zh: string }]
    return {
      en: `the ${item.en} that a ${user.en} comes to next is predicted from those before it in the order of ${time.en}`,
      zh: `按 ${time.zh} 的顺序，由 ${user.zh} 之前的 ${item.zh} 预测下一个`,
    }
  },
  uses: (table) => [
    ...useOf(table.one('user'), { en: 'whose rows make a sequence', zh: '其各行组成一个序列' }),
    ...useOf(table.one('item'), {
      en: 'what the sequence is made of, and what comes next',
      zh: '序列的元素，也是要预测的下一个',
    }),
    ...useOf(table.one('time'), { en: 'the order of the sequence', zh: '序列的顺序' }),
    ...useOf(table.one('event'), { en: 'which kinds of events count', zh: '哪些事件计入' }),
  ],
}
