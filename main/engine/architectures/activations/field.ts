// The choice field that names an activation, shared by layers and templates.
import type { ChoiceField, Text } from '../../../../shared/fields'
import { curves } from './curves'
import type { ActivationName } from './curves'

export const activations = Object.keys(curves) as ActivationName[]

const notHidden: readonly ActivationName[] = ['softmax', 'sparsemax', 'logSoftmax', 'linear']

/** Everything but those that make sense only at an output or as no activation at all. */
export const hiddenActivations = activations.filter((name) => !notHidden.includes(name))

export function activationField(
  names: readonly ActivationName[],
  fallback: ActivationName,
  help: Text,
  name = 'activation',
): ChoiceField {
  const options = names.map((value) => ({ value, label: curves[value].label }))
  return { kind: 'choice', name, label: { en: 'Activation', zh: '激活函数' }, help, default: fallback, options }
}
