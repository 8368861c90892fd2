// Curves with settings, grids, volumes and blocks in TensorFlow.js; what its own layers lack goes by classes of the program.
import { paddingOf, windowOf } from '../../convolve'
import { amount, flag, word } from '../written'
import type { Argument, WrittenLayer } from '../written'
import { plainly } from './tfjsLayer'
import type { TfjsLayer, TfjsTable } from './tfjsLayer'
import { curveOf, own, weightArguments } from './weights'

const window = ({ settings }: WrittenLayer): Record<string, Argument> => ({
  poolSize: amount(settings, 'poolSize'),
  strides: amount(settings, 'strides') || amount(settings, 'poolSize'),
  padding: word(settings, 'padding'),
})

const sides = ({ settings }: WrittenLayer): Argument => [
  [amount(settings, 'before'), amount(settings, 'after')],
  [amount(settings, 'top'), amount(settings, 'bottom')],
  [amount(settings, 'left'), amount(settings, 'right')],
]

/** A curve behind a class of the program, which has none. */
const curved = ({ settings }: WrittenLayer) =>
  settings.activation === 'linear' ? {} : { curve: word(settings, 'activation') }

function volumes(callee: string, layer: WrittenLayer): TfjsLayer {
  const { settings } = layer
  const { activation, ...curve } = curveOf(settings.activation)
  const named = {
    filters: amount(settings, 'filters'),
    kernelSize: amount(settings, 'kernelSize'),
    strides: amount(settings, 'strides'),
    padding: word(settings, 'padding'),
    activation,
    useBias: settings.useBias === false ? false : undefined,
    ...weightArguments(layer),
  }
  return { callee: `tf.layers.${callee}`, named, ...curve }
}

export const grids: TfjsTable = {
  relu(layer) {
    const { settings } = layer
    const [most, slope, threshold] = [
      amount(settings, 'most'),
      amount(settings, 'slope'),
      amount(settings, 'threshold'),
    ]
    if (slope !== 0 || threshold !== 0) return own('Rectifier', layer, { most, slope, threshold })
    return { callee: 'tf.layers.reLU', named: { maxValue: most || undefined } }
  },
  leakyRelu: plainly('leakyReLU', ({ settings }) => ({ alpha: amount(settings, 'slope') })),
  elu: (layer) =>
    layer.settings.alpha === 1
      ? { callee: 'tf.layers.elu', named: {} }
      : own('ScaledElu', layer, { alpha: amount(layer.settings, 'alpha') }),
  thresholdedRelu: (layer) =>
    own('Threshold', layer, {
      threshold: amount(layer.settings, 'threshold'),
      instead: amount(layer.settings, 'instead'),
    }),
  softmax: (layer) =>
    layer.settings.axis === 'first'
      ? own('StepSoftmax', layer)
      : { callee: 'tf.layers.activation', named: { activation: 'softmax' } },
  conv1dTranspose(layer) {
    const { stride, padding } = windowOf(layer.settings)
    return { ...own('TransposedConvolution1D', layer, { stride, padding }), ...curved(layer) }
  },
  depthwiseConv1d(layer) {
    const window = windowOf(layer.settings)
    const around = paddingOf(layer.inputs[0]?.[0] ?? 0, window)
    const { stride, dilation } = window
    return { ...own('DepthwiseConvolution1D', layer, { stride, dilation, around }), ...curved(layer) }
  },
  conv3d: (layer) => volumes('conv3d', layer),
  conv3dTranspose: (layer) => volumes('conv3dTranspose', layer),
  maxPooling3d: plainly('maxPooling3d', window),
  averagePooling3d: plainly('averagePooling3d', window),
  globalMaxPooling3d: (layer) => own('GlobalPooling3D', layer, { largest: true }),
  globalAveragePooling3d: (layer) => own('GlobalPooling3D', layer, { largest: false }),
  spatialDropout2d: (layer) => own('SpatialDropout', layer, { rate: amount(layer.settings, 'rate') }),
  spatialDropout3d: (layer) => own('SpatialDropout', layer, { rate: amount(layer.settings, 'rate') }),
  upSampling3d: (layer) => own('UpSampling3D', layer, { size: amount(layer.settings, 'size') }),
  zeroPadding3d: (layer) => own('Padding3D', layer, { sides: sides(layer) }),
  cropping3d: (layer) => own('Cropping3D', layer, { sides: sides(layer) }),
  rescaling: plainly('rescaling', ({ settings }) => ({
    scale: amount(settings, 'scale'),
    offset: amount(settings, 'offset'),
  })),
  resizing: (layer) => own('Resizing', layer, { interpolation: word(layer.settings, 'interpolation') }),
  centerCrop: (layer) => own('Middle', layer),
  categoryEncoding: (layer) =>
    own('CategoryMarks', layer, {
      entries: amount(layer.settings, 'entries'),
      mode: word(layer.settings, 'mode'),
    }),
  randomWidth: (layer) => own('RandomWidth', layer, { factor: amount(layer.settings, 'factor') }),
  convLstm2d(layer) {
    const { settings } = layer
    const curves = { activation: word(settings, 'activation'), gate: word(settings, 'recurrentActivation') }
    const made = own('ConvolutionalLstm', layer, {
      stride: amount(settings, 'strides'),
      padding: word(settings, 'padding'),
      ...curves,
      every: flag(settings, 'returnSequences'),
      backward: settings.direction === 'backward',
    })
    return { ...made, curves: Object.values(curves) }
  },
  fieldWeightedInteraction: (layer) => own('FieldWeightedInteraction', layer),
  transformerBlock(layer, [mask = null]) {
    const { settings } = layer
    const curve = word(settings, 'activation')
    const made = own('TransformerBlock', layer, {
      heads: amount(settings, 'heads'),
      curve,
      causal: flag(settings, 'causal'),
      dropout: amount(settings, 'dropout'),
      before: settings.norms === 'before',
      epsilon: amount(settings, 'epsilon'),
      masked: mask !== null,
    })
    return { ...made, curves: [curve], ...(mask === null ? {} : { mask }) }
  },
}
