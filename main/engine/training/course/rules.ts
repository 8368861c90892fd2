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
  return Math.min(settings.epochs * stepsPerEpoch, settings.stopAfterSteps || Infinity)
}

/** The joint norm of the gradients is worth its cost only where a rule looks at it. */
export function needsGradientNorms(settings: TrainingSettings): boolean {
  return settings.stopGradientNormBelow > 0
}

/**
 * Looks at the mean over an epoch: with the full batch that is the one step of it, and with small batches a single
 * lucky one ends nothing. Gives null while no rule is met.
 */
export function ruleMet(settings: TrainingSettings, { lossSum, normSum, rows, steps }: Tally): EndedBy | null {
  const { stopLossBelow, stopGradientNormBelow } = settings
  // 0 is off, and neither can be below it.
  if (lossSum / rows < stopLossBelow) return 'loss-below'
  return normSum / steps < stopGradientNormBelow ? 'gradient-norm-below' : null
}
