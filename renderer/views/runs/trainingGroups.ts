// The groups in which training settings are shown, the usual ones first: names of the engine's fields under our headings.
import type { FieldGroup } from '../../components/forms/fieldGroups'
import type { MessageKey } from '../../locales'

const groups: { title: MessageKey; names: readonly string[] }[] = [
  { title: 'groups.length', names: ['epochs', 'batching', 'batchSize', 'accumulate'] },
  { title: 'groups.optimizer', names: ['optimizer', 'learningRate', 'schedule', 'warmupSteps'] },
  {
    title: 'groups.ending',
    names: ['watch', 'patience', 'keep', 'stopAfterSteps', 'stopLossBelow', 'stopGradientNormBelow'],
  },
  { title: 'groups.loss', names: ['loss', 'labelSmoothing', 'classWeights', 'targetWeights'] },
  { title: 'groups.clipping', names: ['clipNorm', 'clipWeightNorm', 'clipValue'] },
  { title: 'groups.running', names: ['tier'] },
  { title: 'groups.watching', names: ['diagnosticsEvery', 'histogramsEvery'] },
]

export function trainingGroups(t: (key: MessageKey) => string): FieldGroup[] {
  return groups.map(({ title, names }) => ({ title: t(title), names }))
}
