// How Keras is told where a weight starts, what penalises it and what holds it.
import { constraints } from '../../constraints'
import { initialisers } from '../../initialisers'
import type { Chosen, Shape } from '../../layerType'
import { curves } from '../../activations'
import type { ActivationName } from '../../activations'
import type { FieldValue } from '../../../../../shared/fields'
import { code, python } from '../written'
import { initialiserNumbers, knownNumbers, lengthAxes, weightPrefixes } from '../weights'
import type { Argument, Code, WrittenLayer } from '../written'

const usual: Record<string, string> = {
  kernel: 'GlorotUniform()',
  depthwise: 'GlorotUniform()',
  pointwise: 'GlorotUniform()',
  recurrent: 'Orthogonal(gain=1)',
  embeddings: 'RandomUniform(minval=-0.05, maxval=0.05)',
}

/** Left out where it is what Keras does for such a weight anyway. */
export function kerasInitialiser(chosen: Chosen, prefix = 'kernel'): Code | undefined {
  const { foreign } = initialisers[chosen.name as keyof typeof initialisers]
  const made = python.call(foreign.keras, initialiserNumbers(chosen))
  return made === usual[prefix] ? undefined : code(`keras.initializers.${made}`)
}

export function kerasRegulariser([chosen]: Chosen[] = []): Code | undefined {
  if (chosen === undefined) return undefined
  const rates = { l1: Number(chosen.settings.l1), l2: Number(chosen.settings.l2) }
  return code(python.call('keras.regularizers.L1L2', rates))
}

/** Keras's `axis` are the axes whose numbers have a length together. */
export function kerasConstraint(chosen: Chosen | undefined, shape: Shape): Code | undefined {
  if (chosen === undefined) return undefined
  const { foreign } = constraints[chosen.name as keyof typeof constraints]
  const { settings } = chosen
  const lengths: Record<string, Argument> =
    settings.along === undefined ? {} : { axis: lengthAxes(settings.along, shape) }
  const limits = knownNumbers({ min_value: settings.least, max_value: settings.limit, rate: settings.rate })
  return code(python.call(`keras.constraints.${foreign.keras}`, { ...limits, ...lengths }))
}

const prefixes = { ...weightPrefixes, queryKernel: 'kernel' }

/** The three arguments of every weight that Keras lets one choose them for. */
export function weightArguments(
  { weights }: WrittenLayer,
  names: Record<string, string> = prefixes,
): Record<string, Argument> {
  const named: Record<string, Argument> = {}
  for (const { name, initialiser, regulariser, constraint, shape } of weights) {
    const prefix = names[name]
    if (prefix === undefined) continue
    named[`${prefix}_initializer`] = kerasInitialiser(initialiser, prefix)
    named[`${prefix}_regularizer`] = kerasRegulariser(regulariser)
    named[`${prefix}_constraint`] = kerasConstraint(constraint, shape)
  }
  return named
}

/** Its name, or the function that the program has for it; left out where there is none. */
export function kerasActivation(name: FieldValue | undefined): Argument {
  if (name === 'linear' || name === undefined) return undefined
  const own = ownCurve(name)
  return own === undefined ? curves[name as ActivationName].keras : code(own)
}

/** Curves that Keras has under no name, and what the functions of the program are called that stand for them. */
const ownCurves = {
  geluTanh: 'gelu_tanh',
  hardSigmoid2: 'keras2_hard_sigmoid',
  sparsemax: 'sparsemax_of_paper',
} as const
type OwnCurve = (typeof ownCurves)[keyof typeof ownCurves]

function ownCurve(name: FieldValue | undefined): OwnCurve | undefined {
  return Object.hasOwn(ownCurves, String(name)) ? ownCurves[name as keyof typeof ownCurves] : undefined
}

/** The functions that the program needs for these curves. */
export function curveNeeds(...names: (FieldValue | undefined)[]): OwnCurve[] {
  return names.map(ownCurve).filter((own) => own !== undefined)
}
