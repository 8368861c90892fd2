// Metric `recall`: how much of what should be found is found.
import { meanOverCases } from './rankingMetric'
import type { RankingMetric } from './rankingMetric'

/** Mean over lists of found relevant items / relevant items: Recall@N, as RecBole's. */
export const recall: RankingMetric = {
  name: 'recall',
  label: { en: 'Recall at N', zh: '召回率@N' },
  summary: {
    en: 'Share of the items that should be recommended that are among N.',
    zh: '应推荐的物品中出现在 N 个推荐物品里的比例。',
  },
  direction: 'higher',
  goals: ['binary', 'multiclass'],
  compute: (input) => meanOverCases(input, ({ places, relevant }) => places.length / relevant),
}
