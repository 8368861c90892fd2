// The training settings that a playground has: those of every run, fewer of them, with values that suit few rows.
import { defaultsOf } from '../../../../shared/fields'
import type { Field, Settings } from '../../../../shared/fields'
import { trainingFields } from '../fields'
import { playTier } from './play'

const chosen = ['batchSize', 'optimizer', 'learningRate']
const fallbacks: Settings = { batchSize: 10, learningRate: 0.03 }

/** Batch size, optimiser with its own settings, learning rate. */
export const playTrainingFields: readonly Field[] = trainingFields
  .filter(({ name, showWhen }) => chosen.includes(name) || showWhen?.field === 'optimizer')
  .map((field) => {
    // Rows a step are always batches here.
    const { showWhen, ...rest } = field
    const plain = showWhen?.field === 'batching' ? rest : field
    return { ...plain, default: fallbacks[field.name] ?? field.default } as Field
  })

/** Complete training settings of a playground, of which only its own can be other than by default. */
export function playTraining(settings: Settings): Settings {
  const own = playTrainingFields.map(({ name, default: fallback }) => [name, settings[name] ?? fallback] as const)
  return { ...defaultsOf(trainingFields), ...Object.fromEntries(own), keep: 'last', tier: playTier } as Settings
}
