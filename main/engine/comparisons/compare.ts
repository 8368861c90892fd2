// Puts runs side by side: what differs between their settings, what came out, and whether it may be ranked together.
import type { BaselineInfo, ComparedRun, Comparison, MetricInfo, Run, SeriesSummary } from '../../../shared/records'
import { comparedBaselines } from './comparedBaselines'
import type { MeasuredBaselines } from './comparedBaselines'
import { comparedMetrics } from './comparedMetrics'
import { furtherMetrics } from './furtherMetrics'
import { differing, settingsOf } from './settings'
import { protocolProblems, unfinishedNotes } from './problems'
import { secondChart } from './secondChart'

export interface Known {
  /** Of the runs' series. */
  summaries: readonly SeriesSummary[]
  /** The metric registry's. */
  infos: readonly MetricInfo[]
  /** The registry of baselines, and what was measured of them, by the runs' prepared data. */
  baselines: readonly BaselineInfo[]
  known: readonly MeasuredBaselines[]
}

/** Compares `runs` in the order given. Pure: the same records give the same comparison. */
export function compare(runs: readonly Run[], { summaries, infos, baselines, known }: Known): Comparison {
  const goals = new Set(runs.map((run) => run.protocol.goal))
  const own = infos.filter((info) => info.goals.some((goal) => goals.has(goal)))
  const metrics = [...own, ...furtherMetrics(runs, infos)]
  const compared = runs.map((run) => comparedRun(run, summaries, metrics))
  return {
    runs: compared,
    metrics,
    baselines: comparedBaselines(runs, metrics, { baselines, known }),
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
