// How Keras is told where a weight starts, what penalises it and what holds it.
import { constraints } from '../../constraints'
import { initialisers } from '../../initialisers'
import type { Chosen, Shape } from '../../layerType'
import { curves } from '../../activations'
import type { ActivationName } from '../../activations'
import type { FieldValue } from '../../../../../shared/fields'
import { code, python } from '../written'
import type { Argument, Code, WrittenLayer } from '../written'

/** Arguments of our initialisers under the names that Keras has for them. */
function initialiserArguments({ name, settings }: Chosen): Record<string, Argument> {
  if (name === 'randomUniform') return { minval: -Number(settings.limit), maxval: Number(settings.limit) }
  const numbers = { mean: settings.mean, stddev: settings.deviation, gain: settings.gain, value: settings.value }
  return Object.fromEntries(
    Object.entries(numbers)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, Number(value)]),
  )
}

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
  const made = python.call(foreign.keras, initialiserArguments(chosen))
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
  const limits: Record<string, Argument> = Object.fromEntries(
    Object.entries({ least: 'min_value', limit: 'max_value', rate: 'rate' })
      .filter(([ours]) => settings[ours] !== undefined)
      .map(([ours, theirs]) => [theirs, Number(settings[ours])]),
  )
  return code(python.call(`keras.constraints.${foreign.keras}`, { ...limits, ...lengths }))
}

/** All axes but the last for what leads into a unit, the last for a row of a table. */
export function lengthAxes(along: FieldValue, shape: Shape): number[] {
  return along === 'row' ? [shape.length - 1] : shape.slice(0, -1).map((_, axis) => axis)
}

const prefixes: Record<string, string> = {
  kernel: 'kernel',
  forwardKernel: 'kernel',
  recurrentKernel: 'recurrent',
  forwardRecurrentKernel: 'recurrent',
  embeddings: 'embeddings',
  depthwiseKernel: 'depthwise',
  pointwiseKernel: 'pointwise',
  queryKernel: 'kernel',
}

/** The three arguments of every weight that Keras lets one choose them for. */
export function weightArguments({ weights }: WrittenLayer, names = prefixes): Record<string, Argument> {
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
  if (name === 'geluTanh') return code('gelu_tanh')
  return curves[name as ActivationName].keras
}
