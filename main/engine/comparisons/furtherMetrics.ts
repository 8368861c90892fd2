// Metrics of targets beside the first one, each under the metric's name and the column: auc@bought.
import type { MetricInfo, Run } from '../../../shared/records'

/** For each further target of the runs the metrics of its goal; the goals are all, since a run's own goal is that of its first target. */
export function furtherMetrics(runs: readonly Run[], infos: readonly MetricInfo[]): MetricInfo[] {
  const targets = new Map(
    runs.flatMap(({ facts }) => facts.alsoTargets ?? []).map((target) => [`${target.goal} ${target.column}`, target]),
  )
  return [...targets.values()].flatMap(({ column, goal }) =>
    infos
      .filter(({ goals }) => goals.includes(goal))
      .map((info) => ({
        ...info,
        name: `${info.name}@${column}`,
        label: { en: `${info.label.en} (${column})`, zh: `${info.label.zh}（${column}）` },
        goals: ['binary', 'multiclass', 'regression'],
      })),
  )
}
