// Settings of tasks that recommend: how lists of items are judged.
import type { Field } from '../../../../shared/fields/field'

export const rankingFields: readonly Field[] = [
  {
    kind: 'integer',
    name: 'cutoff',
    label: { en: 'Length of a list (N)', zh: '推荐列表长度（N）' },
    help: {
      en: 'Hit rate, NDCG and the others look at so many items at the top.',
      zh: '命中率、NDCG 等指标只看排在最前的若干个物品。',
    },
    default: 10,
    min: 1,
    max: 1000,
  },
  {
    kind: 'choice',
    name: 'rankedAmong',
    label: { en: 'Ranked among', zh: '候选物品' },
    help: {
      en: 'All items, or a few drawn ones beside each right one, which is quicker and gives figures several times as high.',
      zh: '全部物品，或为每个正确物品另抽少量物品（更快，但数值会高出数倍）。',
    },
    default: 'all',
    options: [
      { value: 'all', label: { en: 'All items', zh: '全部物品' } },
      { value: 'drawn', label: { en: 'Drawn items', zh: '抽取的物品' } },
    ],
    advanced: true,
  },
  {
    kind: 'integer',
    name: 'others',
    label: { en: 'Drawn beside each right item', zh: '每个正确物品另抽' },
    help: {
      en: 'So many items that the user never comes to, each at most once; 99 in most papers.',
      zh: '该用户从未接触过的物品数，各物品至多一次；多数论文取 99。',
    },
    default: 99,
    min: 1,
    max: 10_000,
    showWhen: { field: 'rankedAmong', in: ['drawn'] },
    advanced: true,
  },
  {
    kind: 'switch',
    name: 'again',
    label: { en: 'Recommend known items again', zh: '可再次推荐接触过的物品' },
    help: {
      en: 'Lists may hold items that the user came to before, as where people buy the same again.',
      zh: '列表中可以出现用户先前接触过的物品，适用于会重复购买的场合。',
    },
    default: false,
    advanced: true,
  },
]
