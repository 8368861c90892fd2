// The metrics of one run by part: the final value with the kept weights, and the best and last by epoch.
import { parts } from '../../../shared/records'
import type { ComparedMetric, Direction, MetricInfo, Part, Run, SeriesSummary } from '../../../shared/records'

/** Metrics of the run's goal, and of each the parts on which it has any value. */
export function comparedMetrics(
  run: Run,
  summaries: ReadonlyMap<string, SeriesSummary>,
  infos: readonly MetricInfo[],
): ComparedMetric[] {
  return infos
    .filter((info) => info.goals.includes(run.protocol.goal))
    .flatMap((info) => parts.map((part) => comparedMetric(run, part, info, summaries)))
    .filter((compared) => compared.final !== null || compared.last !== null)
}

function comparedMetric(
  run: Run,
  part: Part,
  { name, direction }: MetricInfo,
  summaries: ReadonlyMap<string, SeriesSummary>,
): ComparedMetric {
  const scores = run.outcome?.scores[part] ?? {}
  const final = Object.hasOwn(scores, name) ? (scores[name] ?? null) : null
  const summary = summaries.get(`${name}/${part}`)
  const last = summary?.last ?? null
  return { metric: name, part, final, ...bestOf(summary, direction), last }
}

/** Of the epochs whose value is a number: a series of nothing but NaN has no best. */
function bestOf(summary: SeriesSummary | undefined, direction: Direction): Pick<ComparedMetric, 'best' | 'bestAt'> {
  if (summary === undefined) return { best: null, bestAt: null }
  const [best, bestAt] = direction === 'higher' ? [summary.max, summary.maxAt] : [summary.min, summary.minAt]
  return Number.isNaN(best) ? { best: null, bestAt: null } : { best, bestAt }
}
