// The choice field that names an initialiser, and what a weight takes from it.
import { defaultsOf } from '../../../../shared/fields'
import type { ChoiceField, FieldValue, Settings } from '../../../../shared/fields'
import type { Chosen } from '../layerType'
import { initialisers } from './registry'
import type { InitialiserName } from './registry'

const weights = {
  kernelInitialiser: { en: 'Kernel at the start', zh: '核的初始值' },
  recurrentInitialiser: { en: 'Recurrent kernel at the start', zh: '循环核的初始值' },
  embeddingsInitialiser: { en: 'Embeddings at the start', zh: '嵌入的初始值' },
} as const

export function initialiserField(name: keyof typeof weights, fallback: InitialiserName): ChoiceField {
  const general = Object.values(initialisers).filter((one) => one.name !== 'forgetGate')
  const options = general.map(({ name: value, label }) => ({ value, label }))
  return {
    kind: 'choice',
    name,
    label: weights[name],
    help: {
      en: 'How the first values are drawn; all come from the seed of the run.',
      zh: '初始值的抽取方式；均由该运行的种子决定。',
    },
    default: fallback,
    options,
    advanced: true,
  }
}

/** The initialiser that a setting names, with its own defaults but for what is given. */
export function initialiserOf(name: FieldValue | undefined, settings: Settings = {}): Chosen {
  const known = initialisers[name as InitialiserName]
  return { name: known.name, settings: { ...defaultsOf(known.fields), ...settings } }
}
