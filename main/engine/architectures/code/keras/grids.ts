// Curves with settings, grids, volumes and blocks in Keras; what it lacks is a class in the program.
import { amount, flag, word } from '../written'
import type { Argument, WrittenLayer } from '../written'
import { convolution } from './convolutions'
import { plainly } from './kerasLayer'
import type { KerasTable, KerasWriter } from './kerasLayer'
import { curveNeeds, kerasActivation, kerasInitialiser, kerasRegulariser, weightArguments } from './weights'

const window = ({ settings }: WrittenLayer): Record<string, Argument> => ({
  pool_size: amount(settings, 'poolSize'),
  strides: amount(settings, 'strides') || undefined,
  padding: word(settings, 'padding'),
})

const dropped =
  (callee: string): KerasWriter =>
  ({ settings }) => ({ callee, named: {}, first: [amount(settings, 'rate')] })

const sides = ({ settings }: WrittenLayer): readonly Argument[] => [
  [
    [amount(settings, 'before'), amount(settings, 'after')],
    [amount(settings, 'top'), amount(settings, 'bottom')],
    [amount(settings, 'left'), amount(settings, 'right')],
  ],
]

const sized =
  (callee: string, named: (layer: WrittenLayer) => Record<string, Argument> = () => ({})): KerasWriter =>
  (layer) => ({
    callee,
    first: [amount(layer.settings, 'height'), amount(layer.settings, 'width')],
    named: named(layer),
  })

const filters = ({ settings }: WrittenLayer): readonly Argument[] => [amount(settings, 'filters')]

const firstKernel = ({ weights: [kernel] }: WrittenLayer): Record<string, Argument> =>
  kernel === undefined
    ? {}
    : {
        kernel_initializer: kerasInitialiser(kernel.initialiser),
        kernel_regularizer: kerasRegulariser(kernel.regulariser),
      }

export const grids: KerasTable = {
  relu: plainly('layers.ReLU', ({ settings }) => ({
    max_value: amount(settings, 'most') || undefined,
    negative_slope: amount(settings, 'slope') || undefined,
    threshold: amount(settings, 'threshold') || undefined,
  })),
  leakyRelu: plainly('layers.LeakyReLU', ({ settings }) => ({ negative_slope: amount(settings, 'slope') })),
  elu: plainly('layers.ELU', ({ settings }) => ({ alpha: amount(settings, 'alpha') })),
  thresholdedRelu: ({ settings }) => ({
    callee: 'Threshold',
    named: { threshold: amount(settings, 'threshold'), instead: amount(settings, 'instead') },
    needs: ['Threshold'],
  }),
  softmax: ({ settings }) =>
    settings.axis === 'first'
      ? { callee: 'StepSoftmax', named: {}, needs: ['StepSoftmax'] }
      : { callee: 'layers.Activation', first: ['softmax'], named: {} },
  conv1dTranspose: (layer) => convolution('layers.Conv1DTranspose', layer, filters(layer)),
  depthwiseConv1d: (layer) => convolution('layers.DepthwiseConv1D', layer, [], { kernel: 'depthwise' }),
  conv3d: (layer) => convolution('layers.Conv3D', layer, filters(layer)),
  conv3dTranspose: (layer) => convolution('layers.Conv3DTranspose', layer, filters(layer)),
  maxPooling3d: plainly('layers.MaxPooling3D', window),
  averagePooling3d: plainly('layers.AveragePooling3D', window),
  globalMaxPooling3d: plainly('layers.GlobalMaxPooling3D'),
  globalAveragePooling3d: plainly('layers.GlobalAveragePooling3D'),
  spatialDropout2d: dropped('layers.SpatialDropout2D'),
  spatialDropout3d: dropped('layers.SpatialDropout3D'),
  upSampling3d: ({ settings }) => ({ callee: 'layers.UpSampling3D', named: {}, first: [amount(settings, 'size')] }),
  zeroPadding3d: (layer) => ({ callee: 'layers.ZeroPadding3D', named: {}, first: sides(layer) }),
  cropping3d: (layer) => ({ callee: 'layers.Cropping3D', named: {}, first: sides(layer) }),
  rescaling: ({ settings }) => ({
    callee: 'layers.Rescaling',
    first: [amount(settings, 'scale')],
    named: { offset: amount(settings, 'offset') || undefined },
  }),
  resizing: sized('layers.Resizing', ({ settings }) => ({ interpolation: word(settings, 'interpolation') })),
  centerCrop: sized('layers.CenterCrop'),
  categoryEncoding: ({ settings }) => ({
    callee: 'CategoryMarks',
    named: { entries: amount(settings, 'entries'), mode: word(settings, 'mode') },
    needs: ['CategoryMarks'],
  }),
  randomWidth: ({ settings }) => ({
    callee: 'RandomWidth',
    named: { factor: amount(settings, 'factor') },
    needs: ['RandomWidth'],
  }),
  convLstm2d: (layer) => {
    const { settings } = layer
    return {
      callee: 'layers.ConvLSTM2D',
      first: [amount(settings, 'filters'), amount(settings, 'kernelSize')],
      named: {
        strides: amount(settings, 'strides'),
        padding: word(settings, 'padding'),
        activation: kerasActivation(settings.activation) ?? 'linear',
        recurrent_activation: kerasActivation(settings.recurrentActivation) ?? 'linear',
        use_bias: settings.useBias === false ? false : undefined,
        return_sequences: flag(settings, 'returnSequences') || undefined,
        go_backwards: settings.direction === 'backward' || undefined,
        ...weightArguments(layer),
      },
      needs: curveNeeds(settings.activation, settings.recurrentActivation),
    }
  },
  fieldWeightedInteraction: (layer) => ({
    callee: 'FieldWeightedInteraction',
    named: firstKernel(layer),
    needs: ['FieldWeightedInteraction'],
  }),
  transformerBlock: (layer) => {
    const { settings } = layer
    return {
      callee: 'TransformerBlock',
      named: {
        heads: amount(settings, 'heads'),
        inner: amount(settings, 'inner'),
        activation: kerasActivation(settings.activation),
        causal: flag(settings, 'causal') || undefined,
        dropout: amount(settings, 'dropout') || undefined,
        before: settings.norms === 'before' || undefined,
        epsilon: amount(settings, 'epsilon'),
        ...firstKernel(layer),
      },
      needs: [...curveNeeds(settings.activation), 'TransformerBlock'],
    }
  },
}
