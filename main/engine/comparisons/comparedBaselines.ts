// The baselines beside runs: each once for every data that the runs were measured on.
import { parts } from '../../../shared/records'
import type {
  BaselineInfo,
  BaselineScores,
  ComparedBaseline,
  ComparedMetric,
  MetricInfo,
  Run,
} from '../../../shared/records'

/** What was measured on prepared data, by its hash. */
export interface MeasuredBaselines {
  prepared: string
  scores: readonly BaselineScores[]
}

export function comparedBaselines(
  runs: readonly Run[],
  infos: readonly MetricInfo[],
  { baselines, known }: { baselines: readonly BaselineInfo[]; known: readonly MeasuredBaselines[] },
): ComparedBaseline[] {
  return known.flatMap(({ prepared, scores }) => {
    const against = runs.filter((run) => run.prepared === prepared).map(({ id }) => id)
    return scores.flatMap((measured) => {
      const info = baselines.find(({ name }) => name === measured.baseline)
      // One of an older program may be gone.
      if (info === undefined || against.length === 0) return []
      const { elapsedMs } = measured
      return [{ ...info, runs: against, metrics: metricsOf(measured, infos), elapsedMs }]
    })
  })
}

function metricsOf({ scores }: BaselineScores, infos: readonly MetricInfo[]): ComparedMetric[] {
  return infos.flatMap(({ name }) =>
    parts
      .filter((part) => Object.hasOwn(scores[part], name))
      .map((part) => ({ metric: name, part, final: scores[part][name] ?? null, best: null, bestAt: null, last: null })),
  )
}
