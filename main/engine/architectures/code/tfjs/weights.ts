// How TensorFlow.js is told where a weight starts, what penalises it and what holds it.
import { activationOf } from '../../activations'
import type { FieldValue } from '../../../../../shared/fields'
import type { Chosen, WeightSpec } from '../../layerType'
import { initialiserNumbers, knownNumbers, lengthAxes, weightPrefixes } from '../weights'
import { code, typescript } from '../written'
import type { Argument, WrittenLayer } from '../written'
import type { TfjsClass, TfjsLayer } from './tfjsLayer'

/** A name in TensorFlow.js with the settings that it takes there. */
type Called = [name: string, settings: Record<string, Argument>]

function initialiser(chosen: Chosen): Called {
  const { name } = chosen
  const theirs = name === 'forgetGate' ? 'zeros' : name.replace('lecun', 'leCun')
  return [theirs, initialiserNumbers(chosen)]
}

function penalty([chosen]: Chosen[] = []): Record<string, Argument> | undefined {
  return chosen && { l1: Number(chosen.settings.l1), l2: Number(chosen.settings.l2) }
}

function bound({ constraint, shape }: WeightSpec): Called | undefined {
  if (constraint === undefined) return undefined
  const { name, settings } = constraint
  if (name === 'nonNegative') return ['nonNeg', {}]
  const axes = lengthAxes(settings.along ?? 'unit', shape)
  // It takes several axes, though its types name one.
  const axis = axes.length === 1 ? axes[0] : code(`${typescript.value(axes)} as never`)
  const limits = knownNumbers({ minValue: settings.least, maxValue: settings.limit, rate: settings.rate })
  return [name, { ...limits, axis }]
}

const object = (named: Record<string, Argument>) => code(typescript.call('', named).slice(1, -1))
const made = (library: string, [name, settings]: Called) => code(typescript.call(`tf.${library}.${name}`, settings))

/** The three arguments of every weight of a layer of tf.layers. */
export function weightArguments({ weights }: WrittenLayer, names = weightPrefixes): Record<string, Argument> {
  const named: Record<string, Argument> = {}
  for (const weight of weights) {
    const prefix = names[weight.name]
    if (prefix === undefined) continue
    const start = initialiser(weight.initialiser)
    named[`${prefix}Initializer`] = Object.keys(start[1]).length === 0 ? start[0] : made('initializers', start)
    const [rates, held] = [penalty(weight.regulariser), bound(weight)]
    named[`${prefix}Regularizer`] = rates && made('regularizers', ['l1l2', rates])
    named[`${prefix}Constraint`] = held && made('constraints', held)
  }
  return named
}

function listed(called: Called): Argument {
  const [name, settings] = called
  return Object.keys(settings).length === 0 ? [name] : [name, object(settings)]
}

function weightOf(weight: WeightSpec): Argument {
  const [rates, held] = [penalty(weight.regulariser), bound(weight)]
  return object({
    name: weight.name,
    shape: weight.shape,
    starts: listed(initialiser(weight.initialiser)),
    penalty: rates && object(rates),
    bound: held && listed(held),
  })
}

/** A layer whose class is written into the program. */
export function own(
  name: TfjsClass,
  { shape, weights }: WrittenLayer,
  named: Record<string, Argument> = {},
): TfjsLayer {
  const list = weights.length === 0 ? undefined : weights.map(weightOf)
  return { callee: `new ${name}`, named: { shape, weights: list, ...named } }
}

/** The activation by its name in tf.layers, or as a curve behind the layer. */
export function curveOf(name: FieldValue | undefined): { activation: Argument; curve?: string } {
  const { plain } = activationOf(name)
  if (plain === null) return { activation: undefined, curve: String(name) }
  return { activation: plain === 'linear' ? undefined : plain }
}
