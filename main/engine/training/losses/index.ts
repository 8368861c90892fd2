// The loss registry: one line a loss.
import type { Goal } from '../../../../shared/records'
import { binaryCrossentropy } from './binaryCrossentropy'
import { categoricalCrossentropy } from './categoricalCrossentropy'
import type { Loss } from './loss'
import { meanSquaredError } from './meanSquaredError'

export type { Loss } from './loss'
export const losses = { binaryCrossentropy, categoricalCrossentropy, meanSquaredError } as const satisfies Record<
  string,
  Loss
>

const byGoal: Record<Goal, Loss> = {
  binary: binaryCrossentropy,
  multiclass: categoricalCrossentropy,
  regression: meanSquaredError,
}

/** The loss that fits the head of a goal. */
export function lossFor(goal: Goal): Loss {
  return byGoal[goal]
}
