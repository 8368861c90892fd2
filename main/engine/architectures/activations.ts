// The activations a layer can have: the choice field that names them, shared by layers and templates.
import type { ChoiceField, Text } from '../../../shared/fields'

const labels = {
  linear: { en: 'Linear (none)', zh: '线性（无）' },
  relu: { en: 'ReLU', zh: 'ReLU' },
  elu: { en: 'ELU', zh: 'ELU' },
  selu: { en: 'SELU', zh: 'SELU' },
  gelu: { en: 'GELU', zh: 'GELU' },
  swish: { en: 'Swish (SiLU)', zh: 'Swish（SiLU）' },
  softplus: { en: 'Softplus', zh: 'Softplus' },
  tanh: { en: 'Tanh', zh: '双曲正切 Tanh' },
  sigmoid: { en: 'Sigmoid', zh: 'Sigmoid' },
  softmax: { en: 'Softmax', zh: 'Softmax' },
} satisfies Record<string, Text>

export type Activation = keyof typeof labels
export const activations = Object.keys(labels) as Activation[]

/** Everything but the two that make sense only at an output or as no activation at all. */
export const hiddenActivations = activations.filter((name) => name !== 'softmax' && name !== 'linear')

export function activationField(names: readonly Activation[], fallback: Activation, help: Text): ChoiceField {
  const options = names.map((value) => ({ value, label: labels[value] }))
  return {
    kind: 'choice',
    name: 'activation',
    label: { en: 'Activation', zh: '激活函数' },
    help,
    default: fallback,
    options,
  }
}
