// Training settings as the loop uses them: checked against their fields and typed.
import { AppError } from '../../../shared/contract/errors'
import { checkSettings, withDefaults } from '../../../shared/fields'
import type { Settings } from '../../../shared/fields'
import { trainingFields } from './fields'

export interface TrainingSettings {
  epochs: number
  batchSize: number
  optimizer: string
  learningRate: number
  patience: number
  keep: 'best' | 'last'
  classWeights: 'none' | 'balanced'
  clipNorm: number
  /** All settings by name, those of the chosen optimiser, loss and schedule among them. */
  all: Settings
}

/** Completes settings with defaults. Throws `run/bad-settings` with the problems in its details. */
export function trainingSettings(settings: Settings): TrainingSettings {
  const complete = withDefaults(trainingFields, settings)
  const problems = checkSettings(trainingFields, complete)
  const [first] = problems
  if (first === undefined) return { ...complete, all: complete } as unknown as TrainingSettings
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
