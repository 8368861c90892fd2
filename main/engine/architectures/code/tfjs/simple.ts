// Layers that tf.layers has under another name alone, and small ones that it lacks.
import { amount, flag, startOf, typescript, word } from '../written'
import type { Argument, WrittenLayer } from '../written'
import { plainly } from './tfjsLayer'
import type { TfjsTable, TfjsWriter } from './tfjsLayer'
import { curveOf, own, weightArguments } from './weights'

const rate = (callee: string) => plainly(callee, ({ settings }) => ({ rate: amount(settings, 'rate') }))

const window = ({ settings }: WrittenLayer): Record<string, Argument> => ({
  poolSize: amount(settings, 'poolSize'),
  strides: amount(settings, 'strides') || amount(settings, 'poolSize'),
  padding: word(settings, 'padding'),
})

const around = ({ settings }: WrittenLayer): Argument => [amount(settings, 'before'), amount(settings, 'after')]

const edges = ({ settings }: WrittenLayer): Argument => [
  [amount(settings, 'top'), amount(settings, 'bottom')],
  [amount(settings, 'left'), amount(settings, 'right')],
]

const globally =
  (callee: string, largest: boolean): TfjsWriter =>
  (layer, [mask = null]) =>
    mask === null || layer.inputs[0]?.length !== 2
      ? { callee: `tf.layers.${callee}`, named: {} }
      : { ...own('MaskedPooling', layer, { largest }), mask }

export const simple: TfjsTable = {
  dense(layer) {
    const { activation, ...curve } = curveOf(layer.settings.activation)
    const named = {
      units: amount(layer.settings, 'units'),
      activation,
      useBias: layer.settings.useBias === false ? false : undefined,
      ...weightArguments(layer),
    }
    return { callee: 'tf.layers.dense', named, ...curve }
  },
  activation(layer) {
    const { activation, curve } = curveOf(layer.settings.activation)
    if (curve !== undefined) return { ...own('Curve', layer, { curve }), curves: [curve] }
    return { callee: 'tf.layers.activation', named: { activation: activation ?? 'linear' } }
  },
  dropout: rate('dropout'),
  spatialDropout1d: rate('spatialDropout1d'),
  gaussianDropout: rate('gaussianDropout'),
  alphaDropout: rate('alphaDropout'),
  gaussianNoise: plainly('gaussianNoise', ({ settings }) => ({ stddev: amount(settings, 'deviation') })),
  batchNormalisation: plainly('batchNormalization', ({ settings }) => ({
    momentum: amount(settings, 'momentum'),
    epsilon: amount(settings, 'epsilon'),
  })),
  layerNormalisation: plainly('layerNormalization', ({ settings }) => ({ epsilon: amount(settings, 'epsilon') })),
  rmsNormalisation: (layer) => own('RmsNormalisation', layer, { epsilon: amount(layer.settings, 'epsilon') }),
  groupNormalisation: (layer) =>
    own('GroupNormalisation', layer, {
      groups: amount(layer.settings, 'groups'),
      epsilon: amount(layer.settings, 'epsilon'),
    }),
  // tf.layers refuses to flatten what is flat already.
  flatten: ({ inputs: [from = []] }) =>
    from.length === 1
      ? { callee: 'tf.layers.activation', named: { activation: 'linear' } }
      : { callee: 'tf.layers.flatten', named: {} },
  reshape: plainly('reshape', ({ settings }) => ({ targetShape: settings.shape as number[] })),
  permute: plainly('permute', ({ settings }) => ({ dims: settings.axes as number[] })),
  repeatVector: plainly('repeatVector', ({ settings }) => ({ n: amount(settings, 'times') })),
  concatenate: plainly('concatenate', ({ settings, inputs: [first = []] }) => ({
    axis: settings.axis === 'first' ? 1 : first.length,
  })),
  add: plainly('add'),
  subtract: (layer) => own('Subtract', layer),
  multiply: plainly('multiply'),
  average: plainly('average'),
  maximum: plainly('maximum'),
  minimum: plainly('minimum'),
  dot: (layer) =>
    flag(layer.settings, 'normalise') ? own('Cosine', layer) : { callee: 'tf.layers.dot', named: { axes: -1 } },
  maxPooling1d: plainly('maxPooling1d', window),
  maxPooling2d: plainly('maxPooling2d', window),
  averagePooling1d: plainly('averagePooling1d', window),
  averagePooling2d: plainly('averagePooling2d', window),
  globalMaxPooling1d: globally('globalMaxPooling1d', true),
  globalMaxPooling2d: plainly('globalMaxPooling2d'),
  globalAveragePooling1d: globally('globalAveragePooling1d', false),
  globalAveragePooling2d: plainly('globalAveragePooling2d'),
  upSampling1d: (layer) => own('UpSampling', layer, { times: amount(layer.settings, 'size') }),
  zeroPadding1d: (layer) => own('ZeroPadding', layer, { around: around(layer) }),
  cropping1d: (layer) => own('Cropping', layer, { around: around(layer) }),
  arithmetic: (layer) =>
    own('Arithmetic', layer, {
      operation: word(layer.settings, 'operation'),
      number: amount(layer.settings, 'number'),
    }),
  slice: (layer) => {
    const [from = []] = layer.inputs
    const axis = layer.settings.axis === 'first' ? 1 : from.length
    return own('Slice', layer, { axis, start: startOf(layer.settings, from), length: amount(layer.settings, 'length') })
  },
  gatedLinearUnit: (layer) => own('GatedLinearUnit', layer),
  fieldAwareInteraction: (layer) => own('FieldAwareInteraction', layer),
  targetAttention(layer, [mask = null]) {
    const activation = word(layer.settings, 'activation')
    const made = own('TargetAttention', layer, { activation })
    return { ...made, curves: [activation], ...(mask === null ? {} : { mask }) }
  },
  upSampling2d: (layer) => own('UpSampling2D', layer, { size: amount(layer.settings, 'size') }),
  zeroPadding2d: plainly('zeroPadding2d', (layer) => ({ padding: edges(layer) })),
  cropping2d: plainly('cropping2D', (layer) => ({ cropping: edges(layer) })),
  prelu: plainly('prelu', ({ settings, inputs: [from = []] }) => ({
    sharedAxes: settings.slopes === 'channels' && from.length > 1 ? from.slice(1).map((_, at) => at + 1) : undefined,
  })),
  fieldEmbedding: (layer) => own('FieldEmbedding', layer),
  multiHot: (layer) =>
    own('MultiHot', layer, {
      entries: amount(layer.settings, 'entries'),
      normalise: flag(layer.settings, 'normalise'),
    }),
  experts(layer) {
    const { activation, ...curve } = curveOf(layer.settings.activation)
    const named = {
      units: amount(layer.settings, 'units') * amount(layer.settings, 'experts'),
      activation,
      useBias: layer.settings.useBias === false ? false : undefined,
      ...weightArguments(layer),
    }
    const after = [typescript.call('tf.layers.reshape', { targetShape: layer.shape })]
    return { callee: 'tf.layers.dense', named, ...curve, after }
  },
  variationalSampling: (layer) =>
    own('VariationalSampling', layer, { divergence: amount(layer.settings, 'divergence') }),
  appendedStep: (layer) => own('AppendedStep', layer),
  lastStep: (layer, [mask = null]) => ({ ...own('LastStep', layer), ...(mask === null ? {} : { mask }) }),
  globalSumPooling1d: (layer, [mask = null]) => ({
    ...own('SumPooling', layer),
    ...(mask === null ? {} : { mask }),
  }),
  positionalEmbedding: (layer) => own('PositionalEmbedding', layer),
  sinusoidalPosition: (layer) => own('SinusoidalPosition', layer, { longest: amount(layer.settings, 'longest') }),
  factorisationMachine: (layer) => own('FactorisationMachine', layer),
  pairwiseInteraction: (layer) => own('PairwiseInteraction', layer, { each: word(layer.settings, 'give') === 'each' }),
  crossNetwork: (layer) => own('CrossNetwork', layer, { depth: amount(layer.settings, 'depth') }),
  embedding: (layer) =>
    layer.scoresToo
      ? own('Table', layer, { scores: flag(layer.settings, 'scores') })
      : {
          callee: 'tf.layers.embedding',
          named: {
            inputDim: amount(layer.settings, 'entries'),
            outputDim: amount(layer.settings, 'width'),
            ...weightArguments(layer),
          },
        },
}
