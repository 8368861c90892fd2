// Keras layers that are layers of ours: one entry a class, which gives type and settings, or nothing where ours differs.
import type { Settings } from '../../../../shared/fields'
import type { Shape } from '../layerType'
import { alike, at, listOf, named, numberOf, objectOf, sizesOf, textOf } from './json'
import type { Json } from './json'
import { as, curve, elu, leaky, relu, rescaling, shapedAs } from './reading'
import type { Known, Reading } from './reading'
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

const plain =
  (type: string): Reading =>
  () => ({ type, settings: {} })
const rate =
  (type: string): Reading =>
  (config) =>
    // Which numbers are dropped together is none of our settings.
    (config.noise_shape ?? null) === null ? as(type, complete({ rate: numberOf(config.rate) })) : undefined

/** Whole channels, which come last here. */
const spatial =
  (type: string): Reading =>
  (config, inputs, asked) =>
    config.data_format === 'channels_first' ? undefined : rate(type)(config, inputs, asked)

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
    ...(config.keepdims === true ? { behind: shapedAs([...from.slice(0, -1).map(() => 1), from.at(-1) ?? 1]) } : {}),
  })

const recurrent =
  (type: string): Reading =>
  (config) => {
    const others = [config.return_state, config.stateful, config.time_major, config.zero_output_for_mask]
    if (others.includes(true)) return undefined
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
  const there = objectOf(at(config.layer, 'config'))
  // Both ways give zeros for steps that do not count, as ours do.
  const plainly = { ...there, zero_output_for_mask: false }
  if (!isTurned(there, config.backward_layer)) return undefined
  const inner = readKnown(textOf(at(config.layer, 'class_name')) ?? '', plainly, inputs, asked)
  const merge = textOf(config.merge_mode)
  if (inner === undefined || merge === undefined || inner.settings.direction !== 'forward') return undefined
  return { ...inner, settings: { ...inner.settings, direction: 'both', merge } }
}

/** True when the way back, if one is written down, is the way there turned round. */
function isTurned(there: Json, back: unknown): boolean {
  if (back === undefined || back === null) return true
  const own = objectOf(at(back, 'config'))
  const same = ['units', 'activation', 'recurrent_activation', 'use_bias', 'reset_after', 'return_sequences']
  const said = (config: Json, key: string) => named(config[key])?.name ?? config[key]
  return own.go_backwards === true && same.every((key) => said(own, key) === said(there, key))
}

/** Layers of grids that take films as well, each step's grid by itself. */
const ofGrids = [
  ...['Conv2D', 'DepthwiseConv2D', 'SeparableConv2D', 'MaxPooling2D', 'AveragePooling2D'],
  ...['GlobalMaxPooling2D', 'GlobalAveragePooling2D'],
]

/** What is done to every step alike: ours do that with a dense layer and with what looks at numbers one by one. */
const everyStep: Reading = (config, inputs, asked) => {
  const name = textOf(at(config.layer, 'class_name')) ?? ''
  const grid = ofGrids.includes(name) && inputs[0]?.length === 4
  if (!['Dense', 'Activation', 'Dropout', 'ReLU', 'LayerNormalization'].includes(name) && !grid) return undefined
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
  ReLU: relu,
  LeakyReLU: (config) => leaky(config.negative_slope ?? config.alpha ?? 0.3),
  ELU: (config) => elu(config.alpha ?? 1),
  ThresholdedReLU: (config) => as('thresholdedRelu', complete({ threshold: numberOf(config.theta ?? 1), instead: 0 })),
  Rescaling: rescaling,
  Softmax: (config, inputs) => {
    if (onLast(config.axis, inputs)) return curve('softmax')
    return alike(config.axis) === 1 && inputs[0]?.length === 2 ? as('softmax', { axis: 'first' }) : undefined
  },
  Dropout: rate('dropout'),
  SpatialDropout1D: rate('spatialDropout1d'),
  SpatialDropout2D: spatial('spatialDropout2d'),
  SpatialDropout3D: spatial('spatialDropout3d'),
  GaussianDropout: rate('gaussianDropout'),
  AlphaDropout: rate('alphaDropout'),
  GaussianNoise: (config) => as('gaussianNoise', complete({ deviation: numberOf(config.stddev) })),
  BatchNormalization: (config, inputs) => {
    if (!onLast(config.axis, inputs) || config.center === false || config.scale === false) return undefined
    return as(
      'batchNormalisation',
      complete({ momentum: numberOf(config.momentum ?? 0.99), epsilon: numberOf(config.epsilon ?? 1e-3) }),
    )
  },
  LayerNormalization: (config, inputs) => {
    if (!onLast(config.axis, inputs) || config.center === false || config.scale === false) return undefined
    return config.rms_scaling === true
      ? undefined
      : as('layerNormalisation', complete({ epsilon: numberOf(config.epsilon ?? 1e-3) }))
  },
  GroupNormalization: (config, inputs) => {
    if (!onLast(config.axis, inputs) || config.center === false || config.scale === false) return undefined
    return as('groupNormalisation', complete({ groups: numberOf(config.groups), epsilon: numberOf(config.epsilon) }))
  },
  RMSNormalization: (config, inputs) =>
    onLast(config.axis, inputs) ? as('rmsNormalisation', complete({ epsilon: numberOf(config.epsilon) })) : undefined,
  Flatten: (config) => (config.data_format === 'channels_first' ? undefined : { type: 'flatten', settings: {} }),
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
  Conv1DTranspose: (config) => as('conv1dTranspose', withoutGaps(config)),
  Conv2DTranspose: (config) => as('conv2dTranspose', withoutGaps(config)),
  Conv3D: (config) => as('conv3d', withoutGaps(config)),
  Conv3DTranspose: (config) => as('conv3dTranspose', withoutGaps(config)),
  DepthwiseConv1D: (config) =>
    as('depthwiseConv1d', convolution(config, { depthMultiplier: numberOf(config.depth_multiplier ?? 1) })),
  Conv2D: (config) => as('conv2d', convolution(config, { filters: numberOf(config.filters) })),
  SeparableConv1D: (config) => as('separableConv1d', convolution(config, separable(config))),
  SeparableConv2D: (config) => as('separableConv2d', convolution(config, separable(config))),
  DepthwiseConv2D: (config) =>
    as('depthwiseConv2d', convolution(config, { depthMultiplier: numberOf(config.depth_multiplier ?? 1) })),
  MaxPooling1D: (config) => as('maxPooling1d', pooling(config)),
  MaxPooling2D: (config) => as('maxPooling2d', pooling(config)),
  AveragePooling1D: (config) => as('averagePooling1d', pooling(config)),
  AveragePooling2D: (config) => as('averagePooling2d', pooling(config)),
  MaxPooling3D: (config) => as('maxPooling3d', pooling(config)),
  AveragePooling3D: (config) => as('averagePooling3d', pooling(config)),
  GlobalMaxPooling1D: globally('globalMaxPooling1d'),
  GlobalMaxPooling2D: globally('globalMaxPooling2d'),
  GlobalAveragePooling1D: globally('globalAveragePooling1d'),
  GlobalAveragePooling2D: globally('globalAveragePooling2d'),
  GlobalMaxPooling3D: globally('globalMaxPooling3d'),
  GlobalAveragePooling3D: globally('globalAveragePooling3d'),
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
    const gated = config.use_gate === true || (config.sliding_window ?? null) !== null
    if (!usual || hidden || gated || (sizesOf(config.attention_axes)?.length ?? 1) !== 1) return undefined
    const settings = attending(config, asked)
    return as(
      'multiHeadAttention',
      settings && complete({ ...settings, heads, keyWidth, useBias: config.use_bias !== false }),
    )
  },
}

/** Layers whose window has no gaps here; a transposed one is as large as its window and strides make it. */
function withoutGaps(config: Json): Settings | undefined {
  if ((config.output_padding ?? null) !== null || alike(config.dilation_rate ?? 1) !== 1) return undefined
  const settings = convolution(config, { filters: numberOf(config.filters) })
  if (settings === undefined) return undefined
  const { dilation: _none, ...others } = settings
  return others
}

function separable(config: Json) {
  return { filters: numberOf(config.filters), depthMultiplier: numberOf(config.depth_multiplier ?? 1) }
}

/** The layer of ours that a class of Keras is with these settings, undefined where there is none. */
export function readKnown(className: string, config: Json, inputs: Shape[], asked: Json): Known | undefined {
  return Object.hasOwn(known, className) ? known[className]?.(config, inputs, asked) : undefined
}
