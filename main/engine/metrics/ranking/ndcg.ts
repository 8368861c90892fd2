// Metric `ndcg`: what is found, the further up the better.
import { meanOverCases, mostFound } from './rankingMetric'
import type { RankingMetric } from './rankingMetric'

/** Mean over lists of the sum of 1 / log2(1 + place) over its best possible value: NDCG@N of relevance 0 or 1, as RecBole's. */
export const ndcg: RankingMetric = {
  name: 'ndcg',
  label: { en: 'NDCG at N', zh: 'NDCG@N' },
  summary: {
    en: 'Like recall at N, but items further up the list count more; 1 when all are at the top.',
    zh: '类似召回率@N，但列表中越靠前的物品权重越大；全部居首时为 1。',
  },
  direction: 'higher',
  goals: ['binary', 'multiclass'],
  compute: (input) =>
    meanOverCases(input, (one) => {
      const best = Array.from({ length: mostFound(input, one) }, (_, index) => index + 1)
      return gain(one.places) / gain(best)
    }),
}

function gain(places: readonly number[]): number {
  return places.reduce((sum, place) => sum + 1 / Math.log2(place + 1), 0)
}
