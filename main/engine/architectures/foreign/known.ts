// Keras layers that are layers of ours: one entry a class, which gives type and settings, or nothing where ours differs.
import type { Settings } from '../../../../shared/fields'
import type { Shape } from '../layerType'
import { alike, at, listOf, numberOf, objectOf, sizesOf, textOf } from './json'
import type { Json } from './json'
import {
  complete,
  convolution,
  curveNamed,
  edges,
  ends,
  initialiserNamed,
  penaltyOf,
  pooling,
  withKernel,
} from './settings'

export interface Known {
  type: string
  settings: Settings
  /** A shape that the output is brought into behind it. */
  reshaped?: Shape
}

/** `inputs`: shapes of what it is fed; `asked`: what its call was given by name. */
export type Reading = (config: Json, inputs: Shape[], asked: Json) => Known | undefined

const as = (type: string, settings: Settings | undefined): Known | undefined => settings && { type, settings }
const plain =
  (type: string): Reading =>
  () => ({ type, settings: {} })
const rate =
  (type: string): Reading =>
  (config) =>
    as(type, complete({ rate: numberOf(config.rate) }))
const curve = (name: string | undefined): Known | undefined => as('activation', complete({ activation: name }))

/** `axis` of Keras counts the batch. */
const onLast = (axis: unknown, [from = []]: Shape[]) => {
  const only = alike(axis ?? -1)
  return only === -1 || only === from.length
}

const globally =
  (type: string): Reading =>
  (config, [from = []]) => ({
    type,
    settings: {},
    ...(config.keepdims === true ? { reshaped: [...from.slice(0, -1).map(() => 1), from.at(-1) ?? 1] } : {}),
  })

const recurrent =
  (type: string): Reading =>
  (config) => {
    if (config.return_state === true || config.stateful === true) return undefined
    const gate =
      type === 'simpleRnn' ? {} : { recurrentActivation: curveNamed(config.recurrent_activation ?? 'sigmoid') }
    const settings = withKernel(
      { ...config, activation: config.activation ?? 'tanh' },
      {
        units: numberOf(config.units),
        returnSequences: config.return_sequences === true,
        direction: config.go_backwards === true ? 'backward' : 'forward',
        dropout: numberOf(config.dropout) ?? 0,
        recurrentDropout: numberOf(config.recurrent_dropout) ?? 0,
        ...gate,
        ...(type === 'lstm' ? { unitForgetBias: config.unit_forget_bias !== false } : {}),
        ...(type === 'gru' ? { resetAfter: config.reset_after === true } : {}),
      },
    )
    return as(type, settings)
  }

const attending = (config: Json, asked: Json): Settings | undefined =>
  complete({ causal: (asked.use_causal_mask ?? config.causal) === true, dropout: numberOf(config.dropout) ?? 0 })

/** Bidirectional takes the layer that it wraps, and what is done with both ways. */
const both: Reading = (config, inputs, asked) => {
  const inner = readKnown(
    textOf(at(config.layer, 'class_name')) ?? '',
    objectOf(at(config.layer, 'config')),
    inputs,
    asked,
  )
  const merge = textOf(config.merge_mode)
  if (inner === undefined || merge === undefined || inner.settings.direction !== 'forward') return undefined
  return { ...inner, settings: { ...inner.settings, direction: 'both', merge } }
}

/** What is done to every step alike: ours do that with a dense layer and with what looks at numbers one by one. */
const everyStep: Reading = (config, inputs, asked) => {
  const name = textOf(at(config.layer, 'class_name')) ?? ''
  if (!['Dense', 'Activation', 'Dropout', 'ReLU', 'LayerNormalization'].includes(name)) return undefined
  return readKnown(name, objectOf(at(config.layer, 'config')), inputs, asked)
}

const concatenate: Reading = (config, inputs) => {
  const axis = numberOf(config.axis) ?? -1
  const rank = inputs[0]?.length ?? 0
  if (axis === -1 || axis === rank) return { type: 'concatenate', settings: { axis: 'last' } }
  return axis === 1 || axis === -rank ? { type: 'concatenate', settings: { axis: 'first' } } : undefined
}

const reshape: Reading = (config, [from = []]) => {
  const wanted = listOf(config.target_shape).map((size) => numberOf(size) ?? 0)
  const [whole, rest] = [from, wanted.filter((size) => size !== -1)].map((sizes) => sizes.reduce((a, b) => a * b, 1))
  const shape = wanted.map((size) => (size === -1 ? (whole ?? 1) / (rest ?? 1) : size))
  return { type: 'reshape', settings: { shape } }
}

const known: Record<string, Reading> = {
  Dense: (config) => as('dense', withKernel(config, { units: numberOf(config.units) })),
  Activation: (config) => curve(curveNamed(config.activation)),
  ReLU: ({ max_value: most, negative_slope: slope, threshold }) => {
    if ((slope ?? 0) !== 0 || (threshold ?? 0) !== 0) return undefined
    return curve(most === null || most === undefined ? 'relu' : most === 6 ? 'relu6' : undefined)
  },
  LeakyReLU: (config) => curve((config.negative_slope ?? config.alpha) === 0.2 ? 'leakyRelu' : undefined),
  ELU: (config) => curve((config.alpha ?? 1) === 1 ? 'elu' : undefined),
  Softmax: (config, inputs) => curve(onLast(config.axis, inputs) ? 'softmax' : undefined),
  Dropout: rate('dropout'),
  SpatialDropout1D: rate('spatialDropout1d'),
  GaussianDropout: rate('gaussianDropout'),
  AlphaDropout: rate('alphaDropout'),
  GaussianNoise: (config) => as('gaussianNoise', complete({ deviation: numberOf(config.stddev) })),
  BatchNormalization: (config, inputs) => {
    if (!onLast(config.axis, inputs) || config.center === false || config.scale === false) return undefined
    return as(
      'batchNormalisation',
      complete({ momentum: numberOf(config.momentum), epsilon: numberOf(config.epsilon) }),
    )
  },
  LayerNormalization: (config, inputs) => {
    if (!onLast(config.axis, inputs) || config.center === false || config.scale === false) return undefined
    return as('layerNormalisation', complete({ epsilon: numberOf(config.epsilon) }))
  },
  GroupNormalization: (config, inputs) => {
    if (!onLast(config.axis, inputs) || config.center === false || config.scale === false) return undefined
    return as('groupNormalisation', complete({ groups: numberOf(config.groups), epsilon: numberOf(config.epsilon) }))
  },
  RMSNormalization: (config, inputs) =>
    onLast(config.axis, inputs) ? as('rmsNormalisation', complete({ epsilon: numberOf(config.epsilon) })) : undefined,
  Flatten: plain('flatten'),
  Reshape: reshape,
  Permute: (config) => ({
    type: 'permute',
    settings: { axes: listOf(config.dims).map((axis) => numberOf(axis) ?? 0) },
  }),
  RepeatVector: (config) => as('repeatVector', complete({ times: numberOf(config.n) })),
  Concatenate: concatenate,
  Add: plain('add'),
  Subtract: plain('subtract'),
  Multiply: plain('multiply'),
  Average: plain('average'),
  Maximum: plain('maximum'),
  Minimum: plain('minimum'),
  Dot: (config, inputs) => {
    const last = inputs.every((shape, index) => {
      const axis = numberOf(Array.isArray(config.axes) ? config.axes[index] : config.axes)
      return axis === -1 || axis === shape.length
    })
    return last ? { type: 'dot', settings: { normalise: config.normalize === true } } : undefined
  },
  Conv1D: (config) => as('conv1d', convolution(config, { filters: numberOf(config.filters) })),
  Conv2D: (config) => as('conv2d', convolution(config, { filters: numberOf(config.filters) })),
  SeparableConv1D: (config) => as('separableConv1d', convolution(config, separable(config))),
  SeparableConv2D: (config) => as('separableConv2d', convolution(config, separable(config))),
  DepthwiseConv2D: (config) =>
    as('depthwiseConv2d', convolution(config, { depthMultiplier: numberOf(config.depth_multiplier ?? 1) })),
  MaxPooling1D: (config) => as('maxPooling1d', pooling(config)),
  MaxPooling2D: (config) => as('maxPooling2d', pooling(config)),
  AveragePooling1D: (config) => as('averagePooling1d', pooling(config)),
  AveragePooling2D: (config) => as('averagePooling2d', pooling(config)),
  GlobalMaxPooling1D: globally('globalMaxPooling1d'),
  GlobalMaxPooling2D: globally('globalMaxPooling2d'),
  GlobalAveragePooling1D: globally('globalAveragePooling1d'),
  GlobalAveragePooling2D: globally('globalAveragePooling2d'),
  UpSampling1D: (config) => as('upSampling1d', complete({ size: alike(config.size) })),
  UpSampling2D: (config) => {
    const size = (config.interpolation ?? 'nearest') === 'nearest' ? alike(config.size) : undefined
    return as('upSampling2d', complete({ size }))
  },
  ZeroPadding2D: (config) => as('zeroPadding2d', edges(config.padding)),
  Cropping2D: (config) => as('cropping2d', edges(config.cropping)),
  PReLU: (config, [from = []]) => {
    const shared = listOf(config.shared_axes)
    const channels = from.slice(1).every((_, axis) => shared.includes(axis + 1))
    if (shared.length > 0 && !(channels && shared.length === from.length - 1)) return undefined
    return { type: 'prelu', settings: { slopes: shared.length > 0 ? 'channels' : 'each' } }
  },
  ZeroPadding1D: (config) => as('zeroPadding1d', ends(config.padding)),
  Cropping1D: (config) => as('cropping1d', ends(config.cropping)),
  Masking: (config) => as('masking', complete({ value: numberOf(config.mask_value) })),
  Embedding: (config) => {
    const start = initialiserNamed(config.embeddings_initializer)
    const sizes = { entries: numberOf(config.input_dim), width: numberOf(config.output_dim) }
    const settings = { ...sizes, maskZero: config.mask_zero === true, ...penaltyOf(config.embeddings_regularizer) }
    return as('embedding', complete(start === undefined ? settings : { ...settings, embeddingsInitialiser: start }))
  },
  SimpleRNN: recurrent('simpleRnn'),
  LSTM: recurrent('lstm'),
  GRU: recurrent('gru'),
  Bidirectional: both,
  TimeDistributed: everyStep,
  Attention: (config, _, asked) => {
    const settings = attending(config, asked)
    if (settings === undefined || config.use_scale === true || (config.score_mode ?? 'dot') !== 'dot') return undefined
    return as('attention', { ...settings, scaled: false })
  },
  AdditiveAttention: (config, _, asked) =>
    config.use_scale === false ? undefined : as('additiveAttention', attending(config, asked)),
  MultiHeadAttention: (config, _, asked) => {
    const [heads, keyWidth] = [numberOf(config.num_heads), numberOf(config.key_dim)]
    const usual = (config.value_dim ?? keyWidth) === keyWidth && (config.output_shape ?? null) === null
    const hidden = asked.attention_mask !== undefined && asked.attention_mask !== null
    if (!usual || hidden || (sizesOf(config.attention_axes)?.length ?? 1) !== 1) return undefined
    const settings = attending(config, asked)
    return as(
      'multiHeadAttention',
      settings && complete({ ...settings, heads, keyWidth, useBias: config.use_bias !== false }),
    )
  },
}

function separable(config: Json) {
  return { filters: numberOf(config.filters), depthMultiplier: numberOf(config.depth_multiplier ?? 1) }
}

/** The layer of ours that a class of Keras is with these settings, undefined where there is none. */
export function readKnown(className: string, config: Json, inputs: Shape[], asked: Json): Known | undefined {
  return Object.hasOwn(known, className) ? known[className]?.(config, inputs, asked) : undefined
}
