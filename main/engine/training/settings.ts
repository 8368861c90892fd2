// Training settings as the loop uses them: checked against their fields and each other, and typed.
import { AppError } from '../../../shared/contract/errors'
import type { Problem } from '../../../shared/contract/errors'
import { checkSettings, defaultsOf, isShown, withDefaults } from '../../../shared/fields'
import type { Settings } from '../../../shared/fields'
import type { Goal } from '../../../shared/records'
import { contradictionsIn } from './contradictions'
import { trainingFields } from './fields'

export interface TrainingSettings {
  epochs: number
  batching: 'mini-batches' | 'full-batch'
  /** Rows a step; not looked at with the full batch. */
  batchSize: number
  /** Batches whose gradients are averaged into one update. */
  accumulate: number
  optimizer: string
  learningRate: number
  schedule: string
  warmupSteps: number
  /** 'loss' or the name of a ranking metric. */
  watch: string
  patience: number
  keep: 'best' | 'last'
  /** 0 is off, as for all limits that follow. */
  stopAfterSteps: number
  stopLossBelow: number
  stopGradientNormBelow: number
  /** 'automatic' or a name of the registry. */
  loss: string
  labelSmoothing: number
  classWeights: 'none' | 'balanced'
  /** The joint norm of all gradients. */
  clipNorm: number
  /** The norm of each weight's gradient. */
  clipWeightNorm: number
  clipValue: number
  /** Names of layers. */
  freeze: string[]
  tier: 'automatic' | 'eager' | 'graph' | 'xla'
  /** In steps. */
  diagnosticsEvery: number
  /** In epochs. */
  histogramsEvery: number
  /** All settings by name, those of the chosen optimiser, loss and schedule among them. */
  all: Settings
}

/**
 * Everything that is wrong with complete settings, for data of that goal; null where it is not known. The problems' paths
 * are names of settings behind `path`.
 */
export function checkTraining(settings: Settings, goal: Goal | null, path = ''): Problem[] {
  const single = checkSettings(trainingFields, settings, path)
  if (single.length > 0) return single
  return contradictionsIn(obeyed(settings), goal).map((problem) => ({ ...problem, path: path + problem.path }))
}

/** Settings as they are obeyed: what another setting hides has its default, whatever it says. */
function obeyed(settings: Settings): Settings {
  const hidden = trainingFields.filter((field) => !isShown(field, settings))
  return { ...settings, ...defaultsOf(hidden) }
}

/**
 * Completes settings with defaults; what another setting hides has its default as well.
 * Throws `run/bad-settings` with the problems in its details.
 */
export function trainingSettings(settings: Settings, goal: Goal | null = null): TrainingSettings {
  const complete = withDefaults(trainingFields, settings)
  const problems = checkTraining(complete, goal)
  const [first] = problems
  const all = obeyed(complete)
  if (first === undefined) return { ...all, all } as unknown as TrainingSettings
  throw new AppError({
    code: 'run/bad-settings',
    message: {
      en: `The training settings are not usable: ${first.message.en}`,
      zh: `训练设置不可用：${first.message.zh}`,
    },
    hint: first.hint,
    details: { problems },
  })
}
