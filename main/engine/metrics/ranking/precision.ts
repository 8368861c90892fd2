// Metric `precision`: how much of what is recommended is right.
import { meanOverCases } from './rankingMetric'
import type { RankingMetric } from './rankingMetric'

/** Mean over lists of found relevant items / N, also where a list is shorter than N: Precision@N, as RecBole's. */
export const precision: RankingMetric = {
  name: 'precision',
  label: { en: 'Precision at N', zh: '精确率@N' },
  summary: {
    en: 'Share of N recommended items that should be recommended.',
    zh: 'N 个推荐物品中确应推荐的比例。',
  },
  direction: 'higher',
  goals: ['binary', 'multiclass'],
  compute: (input) => meanOverCases(input, ({ places }) => places.length / input.cutoff),
}
