// Ranking metrics: what lists of recommended items are worth, one file a metric, one line here.
import { coverage } from './coverage'
import { hitRate } from './hitRate'
import { map } from './map'
import { mrr } from './mrr'
import { ndcg } from './ndcg'
import { precision } from './precision'
import type { RankingInput, RankingMetric } from './rankingMetric'
import { recall } from './recall'

export type { RankedCase, RankingInput, RankingMetric } from './rankingMetric'

export const rankingMetrics = {
  hitRate,
  ndcg,
  recall,
  precision,
  mrr,
  map,
  coverage,
} as const satisfies Record<string, RankingMetric>

/** All of them that are defined on these lists. */
export function rankingScores(input: RankingInput): Record<string, number> {
  const values = Object.values(rankingMetrics).map((metric) => [metric.name, metric.compute(input)] as const)
  return Object.fromEntries(values.filter((pair): pair is [string, number] => pair[1] !== null))
}
