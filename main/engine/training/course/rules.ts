// When a training ends before its last epoch: by the epoch's loss, by its gradients, or by a number of steps.
import type { TrainingSettings } from '../settings'
import type { Tally } from './tally'

export type EndedBy =
  | 'epochs-done'
  | 'steps-done'
  | 'early-stopping'
  | 'loss-below'
  | 'gradient-norm-below'
  | 'stopped-by-user'
  | 'diverged'

/** The step after which a run ends: that of its last epoch, or an earlier one that was set. */
export function lastStep(settings: TrainingSettings, stepsPerEpoch: number): number {
  return Math.min(settings.epochs * stepsPerEpoch, limit(settings, 'stopAfterSteps') ?? Infinity)
}

/** The joint norm of the gradients is worth its cost only where a rule looks at it. */
export function needsGradientNorms(settings: TrainingSettings): boolean {
  return limit(settings, 'stopGradientNormBelow') !== null
}

/**
 * Looks at the mean over an epoch: with the full batch that is the one step of it, and with small batches a single
 * lucky one ends nothing. Gives null while no rule is met.
 */
export function ruleMet(settings: TrainingSettings, { lossSum, normSum, rows, steps }: Tally): EndedBy | null {
  const loss = limit(settings, 'stopLossBelow')
  if (loss !== null && lossSum / rows < loss) return 'loss-below'
  const norm = limit(settings, 'stopGradientNormBelow')
  return norm !== null && normSum / steps < norm ? 'gradient-norm-below' : null
}

/** 0 and nothing are off. */
function limit(settings: TrainingSettings, name: string): number | null {
  const value = settings.all[name]
  return typeof value === 'number' && value > 0 ? value : null
}
