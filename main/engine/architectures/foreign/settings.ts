// Settings that many Keras layers have: curves, initial values, penalties, windows.
import { curves } from '../activations'
import { initialisers } from '../initialisers'
import type { FieldValue, Settings } from '../../../../shared/fields'
import { alike, at, named, numberOf, textOf } from './json'
import type { Json } from './json'

/** Names that Keras and tf.layers have had for the same curve. */
const otherNames: Record<string, string> = {
  swish: 'swish',
  hard_swish: 'hardSwish',
  hardSwish: 'hardSwish',
  hardSigmoid: 'hardSigmoid',
  leakyRelu: 'leakyRelu',
  relu6: 'relu6',
  gelu_new: 'geluTanh',
}

/** Layers that stand in the place of a curve's name, with nothing else than usual. */
const asLayers: Record<string, { curve: string; sound: (config: Json) => boolean }> = {
  ReLU: { curve: 'relu', sound: (config) => !config.max_value && !config.negative_slope && !config.threshold },
  LeakyReLU: {
    curve: 'leakyRelu',
    sound: ({ negative_slope: slope, alpha }) => Math.abs((numberOf(slope ?? alpha) ?? 0.3) - 0.2) < 1e-6,
  },
  Softmax: { curve: 'softmax', sound: ({ axis }) => (axis ?? -1) === -1 },
}

/** Our name of an activation, undefined for one that we have not. */
export function curveNamed(value: unknown): string | undefined {
  if (value === null || value === undefined) return 'linear'
  const { name = '', config = {} } = named(value) ?? {}
  const layer = Object.hasOwn(asLayers, name) ? asLayers[name] : undefined
  if (layer !== undefined) return layer.sound(config) ? layer.curve : undefined
  const found = Object.entries(curves).find(([, { keras }]) => keras === name)?.[0]
  return found ?? (Object.hasOwn(otherNames, name) ? otherNames[name] : undefined)
}

/** How a weight starts; left out where it is not among ours, since that changes nothing of the network. */
export function initialiserNamed(value: unknown): string | undefined {
  const chosen = named(value)
  if (chosen === undefined) return undefined
  const { name, config } = chosen
  if (name === 'VarianceScaling') return scaled(config)
  const plain = name.toLowerCase().replaceAll('_', '')
  return Object.values(initialisers).find(({ foreign }) => foreign.keras.toLowerCase() === plain)?.name
}

function scaled(config: Json): string | undefined {
  const [scale, mode] = [numberOf(config.scale), textOf(config.mode)?.toLowerCase().replace('_', '')]
  const kind = textOf(config.distribution)?.toLowerCase().includes('uniform') ? 'Uniform' : 'Normal'
  if (mode === 'fanavg' && scale === 1) return `glorot${kind}`
  if (mode === 'fanin') return scale === 2 ? `he${kind}` : scale === 1 ? `lecun${kind}` : undefined
  return undefined
}

export function penaltyOf(value: unknown): Settings {
  const config = named(value)?.config ?? {}
  const [l1, l2] = [numberOf(config.l1), numberOf(config.l2)]
  return { ...(l1 ? { l1 } : {}), ...(l2 ? { l2 } : {}) }
}

/** Settings of a layer with a kernel; undefined where one of them is none of ours. */
export function withKernel(config: Json, extra: Record<string, FieldValue | undefined>): Settings | undefined {
  const activation = curveNamed(config.activation)
  if (activation === undefined) return undefined
  const start = initialiserNamed(at(config, 'kernel_initializer') ?? at(config, 'depthwise_initializer'))
  return complete({
    ...extra,
    activation,
    useBias: config.use_bias !== false,
    ...(start === undefined ? {} : { kernelInitialiser: start }),
    ...penaltyOf(at(config, 'kernel_regularizer') ?? at(config, 'depthwise_regularizer')),
  })
}

/** The settings, undefined where one is missing. */
export function complete(settings: Record<string, FieldValue | undefined>): Settings | undefined {
  return Object.values(settings).includes(undefined) ? undefined : (settings as Settings)
}

const lastChannels = (config: Json) =>
  [undefined, null, 'channels_last', 'channelsLast'].includes(config.data_format as string)

export function convolution(config: Json, extra: Record<string, FieldValue | undefined>): Settings | undefined {
  if (!lastChannels(config) || (numberOf(config.groups) ?? 1) !== 1) return undefined
  return withKernel(config, {
    ...extra,
    kernelSize: alike(config.kernel_size),
    strides: alike(config.strides ?? 1),
    dilation: alike(config.dilation_rate ?? 1),
    padding: textOf(config.padding) ?? 'valid',
  })
}

export function pooling(config: Json): Settings | undefined {
  if (!lastChannels(config)) return undefined
  const poolSize = alike(config.pool_size ?? 2)
  return complete({ poolSize, strides: alike(config.strides ?? poolSize), padding: textOf(config.padding) ?? 'valid' })
}

/** How many steps at both ends: one number for both or a pair. */
export function ends(value: unknown): Settings | undefined {
  const [before, after] = Array.isArray(value) ? value : [value, value]
  return complete({ before: numberOf(before), after: numberOf(after) })
}

/** How many places at each edge of a grid: a number, a number for each axis, or a pair for each. */
export function edges(value: unknown): Settings | undefined {
  const [high, wide] = Array.isArray(value) ? value : [value, value]
  const pair = (one: unknown) => (Array.isArray(one) ? one : [one, one])
  const [[top, bottom], [left, right]] = [pair(high), pair(wide)]
  return complete({ top: numberOf(top), bottom: numberOf(bottom), left: numberOf(left), right: numberOf(right) })
}
