// The loss registry: one line a loss.
import type { Goal } from '../../../../shared/records'
import { binaryCrossentropy } from './binaryCrossentropy'
import { bpr } from './bpr'
import { categoricalCrossentropy } from './categoricalCrossentropy'
import { contrastive } from './contrastive'
import { cosine } from './cosine'
import { focal } from './focal'
import { gbce } from './gbce'
import { hinge } from './hinge'
import { huber } from './huber'
import { klDivergence } from './klDivergence'
import { logCosh } from './logCosh'
import type { Loss } from './loss'
import { margin } from './margin'
import { meanAbsoluteError } from './meanAbsoluteError'
import { meanSquaredError } from './meanSquaredError'
import { poisson } from './poisson'
import { quantile } from './quantile'
import { sampledSoftmax } from './sampledSoftmax'

export { samplingPower } from './candidates'
export { probabilityMargin } from './loss'
export type { Loss, LossCall, Logits, Sampling } from './loss'
export const losses = {
  binaryCrossentropy,
  categoricalCrossentropy,
  focal,
  klDivergence,
  cosine,
  bpr,
  margin,
  sampledSoftmax,
  gbce,
  contrastive,
  hinge,
  meanSquaredError,
  meanAbsoluteError,
  huber,
  logCosh,
  quantile,
  poisson,
} as const satisfies Record<string, Loss>

const byGoal: Record<Goal, Loss> = {
  binary: binaryCrossentropy,
  multiclass: categoricalCrossentropy,
  regression: meanSquaredError,
}

/** The loss of that name, or with 'automatic' the one that fits the head of the goal. */
export function lossFor(goal: Goal, name = 'automatic'): Loss {
  return name === 'automatic' ? byGoal[goal] : losses[name as keyof typeof losses]
}
