// Metric `map`: precision at each item that is found, averaged.
import { meanOverCases, mostFound } from './rankingMetric'
import type { RankingMetric } from './rankingMetric'

/** Mean over lists of the precision at the place of each found item, over min(N, relevant items): MAP@N, as RecBole's. */
export const map: RankingMetric = {
  name: 'map',
  label: { en: 'MAP at N', zh: 'MAP@N' },
  summary: {
    en: 'Mean of the precision at each place of the list where an item is that should be there.',
    zh: '列表中每个正确物品所在位置上的精确率的平均。',
  },
  direction: 'higher',
  goals: ['binary', 'multiclass'],
  compute: (input) =>
    meanOverCases(input, (one) => {
      const sum = one.places.reduce((total, place, index) => total + (index + 1) / place, 0)
      return sum / mostFound(input, one)
    }),
}
