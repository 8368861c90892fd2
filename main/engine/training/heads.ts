// What each output of a network is trained for: the loss of its target.
import type { Head } from './lossTerms'
import { lossFor } from './losses'
import type { TrainingSettings } from './settings'
import type { RunTarget } from './targets'

/**
 * One for each output. The chosen loss is that of the first target, and of those beside it for whose goal it can be chosen; others
 * have the one of their goal. Outputs beyond the targets are trained as the first.
 */
export function headsFor(
  outputs: number,
  targets: readonly RunTarget[],
  { loss: name, labelSmoothing }: Pick<TrainingSettings, 'loss' | 'labelSmoothing'>,
): Head[] {
  return Array.from({ length: outputs }, (_, index) => {
    const { goal, firstClass } = targets[index] ?? (targets[0] as RunTarget)
    const wished = lossFor(goal, name)
    const loss = index >= targets.length || index === 0 || wished.goals.includes(goal) ? wished : lossFor(goal)
    const smoothing = loss.smooths ? labelSmoothing : 0
    return { loss, smoothing, firstClass: goal === 'regression' ? null : firstClass }
  })
}
