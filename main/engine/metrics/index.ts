// Metrics, the third stage of the flow: what is measured of a network, one file a metric, one line here; lists of recommended items have metrics of their own (`ranking/`).
import type { Goal, MetricInfo } from '../../../shared/records'
import { accuracy } from './accuracy'
import { auc } from './auc'
import { logLoss } from './logLoss'
import { mae } from './mae'
import type { Metric, MetricInput } from './metric'
import { r2 } from './r2'
import { rankingMetrics } from './ranking'
import { rmse } from './rmse'

export type { Metric, MetricInput } from './metric'
export { rankingMetrics, rankingScores } from './ranking'
export type { RankedCase, RankingInput, RankingMetric } from './ranking'
export const metrics = { accuracy, auc, logLoss, rmse, mae, r2 } as const satisfies Record<string, Metric>

/** The metrics of a goal, the most telling first. */
export function metricsFor(goal: Goal): Metric[] {
  return Object.values(metrics).filter((metric) => metric.goals.includes(goal))
}

/** Every metric as a table or a chart names it. */
export function metricInfos(): MetricInfo[] {
  const all: MetricInfo[] = [...Object.values<Metric>(metrics), ...Object.values(rankingMetrics)]
  return all.map(({ name, label, summary, direction, goals }) => {
    return { name, label, summary, direction, goals }
  })
}

/** All metrics of the goal that are defined on these rows. */
export function scoresOf(input: MetricInput): Record<string, number> {
  const values = metricsFor(input.goal).map((metric) => [metric.name, metric.compute(input)] as const)
  return Object.fromEntries(values.filter((pair): pair is [string, number] => pair[1] !== null))
}
