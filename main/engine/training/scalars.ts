// What every step of a run is handed and none changes: weights of classes and outputs, limits of gradients, what losses draw by.
import type { Prepared } from '../workspace/prepared'
import type { ClipLimits } from './clip'
import type { TrainingData, TrainingSource } from './data'
import { drawsFor } from './sampling'
import type { TrainingSettings } from './settings'
import type { StepParts } from './step'
import { targetWeights } from './targets'
import type { FixedScalars } from './tiers/stepping'

/** The joint norm kept the name that it had before there were others. */
export function clipLimits({
  clipValue,
  clipWeightNorm,
  clipNorm,
}: TrainingSettings): Record<keyof ClipLimits, number> {
  return { value: clipValue, norm: clipWeightNorm, globalNorm: clipNorm }
}

/** The arguments of a run's steps that no step changes, as tensors to be disposed of with the run. */
export function scalarsOf(
  { settings, prepared }: { settings: TrainingSettings; prepared: Prepared },
  { weighsClasses, heads, network }: StepParts,
  { data, source }: { data: TrainingData; source: TrainingSource },
): FixedScalars {
  const { tf: tensorflow } = network
  const limits = clipLimits(settings)
  const losses = heads.map(({ loss }) => loss)
  const weights = targetWeights(data.targets, settings.all)
  return {
    classWeights: tensorflow.tensor1d(weighsClasses ? data.balancedWeights() : [1]),
    headWeights: tensorflow.tensor1d(heads.map((_, index) => weights[index] ?? 1)),
    draws: drawsFor({ network, losses, settings: settings.all, data, source, prepared }),
    clip: {
      value: tensorflow.scalar(limits.value),
      norm: tensorflow.scalar(limits.norm),
      globalNorm: tensorflow.scalar(limits.globalNorm),
    },
  }
}
