// Metric `hitRate`: how many lists have something right in them.
import { meanOverCases } from './rankingMetric'
import type { RankingMetric } from './rankingMetric'

/** Share of lists with at least one relevant item: HR@N, RecBole's Hit. With one relevant item a list, recall is the same. */
export const hitRate: RankingMetric = {
  name: 'hitRate',
  label: { en: 'Hit rate at N', zh: '命中率@N' },
  summary: {
    en: 'Share of lists of N recommended items with at least one that should be there.',
    zh: 'N 个推荐物品的列表中至少含有一个应有物品的列表所占的比例。',
  },
  direction: 'higher',
  goals: ['binary', 'multiclass'],
  compute: (input) => meanOverCases(input, ({ places }) => (places.length > 0 ? 1 : 0)),
}
