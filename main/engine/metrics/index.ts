// Metrics, the third stage of the flow: what is measured of a network, one file a metric, one line here; lists of recommended items have metrics of their own (`ranking/`).
import type { Goal, MetricInfo } from '../../../shared/records'
import { accuracy } from './accuracy'
import { auc } from './auc'
import { balancedAccuracy } from './balancedAccuracy'
import { brier } from './brier'
import { calibrationError } from './calibrationError'
import { classPrecision } from './classPrecision'
import { classRecall } from './classRecall'
import { explainedVariance } from './explainedVariance'
import { f1 } from './f1'
import { f1Weighted } from './f1Weighted'
import { kappa } from './kappa'
import { logLoss } from './logLoss'
import { mae } from './mae'
import { mape } from './mape'
import { mcc } from './mcc'
import type { Metric, MetricInput } from './metric'
import { mse } from './mse'
import { prAuc } from './prAuc'
import { r2 } from './r2'
import { rankingMetrics } from './ranking'
import { rmse } from './rmse'
import { smape } from './smape'
import { topThreeAccuracy } from './topThreeAccuracy'

export type { Metric, MetricInput } from './metric'
export { rankingMetrics, rankingScores } from './ranking'
export type { RankedCase, RankingInput, RankingMetric } from './ranking'
export const metrics = {
  accuracy,
  auc,
  logLoss,
  prAuc,
  f1,
  classPrecision,
  classRecall,
  balancedAccuracy,
  f1Weighted,
  topThreeAccuracy,
  mcc,
  kappa,
  brier,
  calibrationError,
  rmse,
  mae,
  r2,
  mse,
  mape,
  smape,
  explainedVariance,
} as const satisfies Record<string, Metric>

/** The metrics of a goal, the most telling first. */
export function metricsFor(goal: Goal): Metric[] {
  return Object.values<Metric>(metrics).filter((metric) => metric.goals.includes(goal))
}

/** Every metric as a table or a chart names it. */
export function metricInfos(): MetricInfo[] {
  const ofRows = Object.values<Metric>(metrics).map(({ eachEpoch, ...metric }) => ({ ...metric, leading: eachEpoch }))
  const ofLists = Object.values(rankingMetrics).map((metric) => ({ ...metric, leading: true }))
  return [...ofRows, ...ofLists].map(({ name, label, summary, direction, goals, leading }) => {
    return { name, label, summary, direction, goals, leading }
  })
}

/** Of more classes, such as the items of a catalogue, means over the classes say nothing; lists are measured by ranking metrics. */
const mostClasses = 100

/** All metrics of the goal that are defined on these rows. */
export const scoresOf = (input: MetricInput): Record<string, number> =>
  input.width > mostClasses ? epochScoresOf(input) : measured(metricsFor(input.goal), input)

/** Those of them that are measured after every epoch. */
export const epochScoresOf = (input: MetricInput): Record<string, number> =>
  measured(
    metricsFor(input.goal).filter(({ eachEpoch }) => eachEpoch),
    input,
  )

function measured(chosen: readonly Metric[], input: MetricInput): Record<string, number> {
  const values = chosen.map((metric) => [metric.name, metric.compute(input)] as const)
  return Object.fromEntries(values.filter((pair): pair is [string, number] => pair[1] !== null))
}
