// Metric `mrr`: how far down the first item is that is right.
import { meanOverCases } from './rankingMetric'
import type { RankingMetric } from './rankingMetric'

/** Mean over lists of 1 / place of the first relevant item, 0 without one: MRR@N, as RecBole's. */
export const mrr: RankingMetric = {
  name: 'mrr',
  label: { en: 'MRR at N', zh: 'MRR@N' },
  summary: {
    en: 'Mean of one over the place of the first item that should be in the list, 0 when there is none among N.',
    zh: '列表中第一个正确物品位置的倒数的平均；N 个中没有时为 0。',
  },
  direction: 'higher',
  goals: ['binary', 'multiclass'],
  compute: (input) => meanOverCases(input, ({ places: [first] }) => (first === undefined ? 0 : 1 / first)),
}
