// Puts runs side by side: what differs between their settings, what came out, and whether it may be ranked together.
import type { ComparedRun, Comparison, MetricInfo, Run, SeriesSummary } from '../../../shared/records'
import { comparedMetrics } from './comparedMetrics'
import { differing, settingsOf } from './settings'
import { protocolProblems, unfinishedNotes } from './problems'
import { secondChart } from './secondChart'

/**
 * Compares `runs` in the order given. `summaries` are those of the runs' series, `infos` the metric registry's.
 * Pure: the same records give the same comparison.
 */
export function compare(
  runs: readonly Run[],
  summaries: readonly SeriesSummary[],
  infos: readonly MetricInfo[],
): Comparison {
  const goals = new Set(runs.map((run) => run.protocol.goal))
  const metrics = infos.filter((info) => info.goals.some((goal) => goals.has(goal)))
  const compared = runs.map((run) => comparedRun(run, summaries, metrics))
  return {
    runs: compared,
    metrics,
    differing: differing(compared.map((run) => run.settings)),
    secondChart: secondChart(goals),
    problems: [...protocolProblems(runs), ...unfinishedNotes(runs)],
  }
}

function comparedRun(run: Run, summaries: readonly SeriesSummary[], infos: readonly MetricInfo[]): ComparedRun {
  const { number, name, status, seed, parameters, outcome } = run
  const own = new Map(summaries.filter((one) => one.run === run.id).map((one) => [one.name, one]))
  return {
    run: run.id,
    number,
    name,
    status,
    seed,
    parameters,
    trainingMs: outcome?.trainingMs ?? null,
    settings: settingsOf(run),
    metrics: comparedMetrics(run, own, infos),
  }
}
