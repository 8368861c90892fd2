// The one figure that sums up a finished run in a list: of its goal's usual metrics, the first that it has, on the test part.
import type { Goal, Part, Run } from '../../../shared/records'

const usual: Record<Goal, string[]> = {
  binary: ['auc', 'accuracy', 'loss'],
  multiclass: ['accuracy', 'loss'],
  regression: ['rmse', 'mae', 'loss'],
}

export interface Headline {
  metric: string
  part: Part
  value: number
}

/** Null before the run has a result. Without test rows the validation part speaks. */
export function headlineOf(run: Run): Headline | null {
  if (run.outcome === null) return null
  for (const part of ['test', 'validation', 'train'] as const) {
    for (const metric of usual[run.protocol.goal]) {
      const value = run.outcome.scores[part]?.[metric]
      if (value !== undefined) return { metric, part, value }
    }
  }
  return null
}
