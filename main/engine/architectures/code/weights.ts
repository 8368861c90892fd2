// What both languages say of weights: the numbers that make an initialiser, and whose arguments a weight is chosen by.
import type { FieldValue } from '../../../../shared/fields'
import type { Chosen, Shape } from '../layerType'

/** Those that are there, as numbers. */
export function knownNumbers(settings: Record<string, FieldValue | undefined>): Record<string, number> {
  const known = Object.entries(settings).filter(([, value]) => value !== undefined)
  return Object.fromEntries(known.map(([key, value]) => [key, Number(value)]))
}

/** Arguments of our initialisers under the names that Keras and TensorFlow.js have for them. */
export function initialiserNumbers({ name, settings }: Chosen): Record<string, number> {
  if (name === 'randomUniform') return { minval: -Number(settings.limit), maxval: Number(settings.limit) }
  const { mean, deviation, gain, value } = settings
  return knownNumbers({ mean, stddev: deviation, gain, value })
}

/** All axes but the last for what leads into a unit, the last for a row of a table. */
export function lengthAxes(along: FieldValue, shape: Shape): number[] {
  return along === 'row' ? [shape.length - 1] : shape.slice(0, -1).map((_, axis) => axis)
}

/** What the arguments of a weight begin with, by its name. */
export const weightPrefixes: Record<string, string> = {
  kernel: 'kernel',
  forwardKernel: 'kernel',
  recurrentKernel: 'recurrent',
  forwardRecurrentKernel: 'recurrent',
  embeddings: 'embeddings',
  depthwiseKernel: 'depthwise',
  pointwiseKernel: 'pointwise',
}
