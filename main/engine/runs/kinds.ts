// Runs of one kind, which train by one plan: the seeds of an architecture under the same settings in an experiment.
import type { Plan, Run } from '../../../shared/records/run'

export function kindOf({ experiment, architecture, training, start }: Run): string {
  const { template, settings } = architecture
  return JSON.stringify([experiment, template, settings, training, start])
}

/** The plan of a run's kind: its own, or that of a sibling that has one; null when it is to be chosen. */
export function planFor(run: Run, siblings: readonly Run[]): Plan | null {
  if (run.plan !== null) return run.plan
  return siblings.find((one) => one.plan !== null && kindOf(one) === kindOf(run))?.plan ?? null
}
