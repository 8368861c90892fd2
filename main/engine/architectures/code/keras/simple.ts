// Layers that Keras has under another name alone: dense, shapes, merging, noise, normalisation, pooling.
import { amount, flag, word } from '../written'
import type { Argument, WrittenLayer } from '../written'
import type { KerasTable, KerasWriter } from './kerasLayer'
import { plainly } from './kerasLayer'
import { curveNeeds, kerasActivation, weightArguments } from './weights'

const needsOf = ({ settings }: WrittenLayer) => ({ needs: curveNeeds(settings.activation) })

const rate: KerasWriter = ({ type, settings }) => ({
  callee:
    {
      dropout: 'layers.Dropout',
      spatialDropout1d: 'layers.SpatialDropout1D',
      gaussianDropout: 'layers.GaussianDropout',
      alphaDropout: 'layers.AlphaDropout',
    }[type] ?? '',
  named: {},
  first: [amount(settings, 'rate')],
})

const window = ({ settings }: WrittenLayer): Record<string, Argument> => ({
  pool_size: amount(settings, 'poolSize'),
  strides: amount(settings, 'strides') || undefined,
  padding: word(settings, 'padding'),
})

const around = ({ settings }: WrittenLayer): readonly Argument[] => [
  [amount(settings, 'before'), amount(settings, 'after')],
]

const edges = ({ settings }: WrittenLayer): readonly Argument[] => [
  [
    [amount(settings, 'top'), amount(settings, 'bottom')],
    [amount(settings, 'left'), amount(settings, 'right')],
  ],
]

const epsilon = ({ settings }: WrittenLayer): Record<string, Argument> => ({ epsilon: amount(settings, 'epsilon') })

export const simple: KerasTable = {
  dense: (layer) => ({
    callee: 'layers.Dense',
    first: [amount(layer.settings, 'units')],
    named: {
      activation: kerasActivation(layer.settings.activation),
      use_bias: layer.settings.useBias === false ? false : undefined,
      ...weightArguments(layer),
    },
    ...needsOf(layer),
  }),
  activation: (layer) => ({
    callee: 'layers.Activation',
    first: [kerasActivation(layer.settings.activation) ?? 'linear'],
    named: {},
    ...needsOf(layer),
  }),
  dropout: rate,
  spatialDropout1d: rate,
  gaussianDropout: rate,
  alphaDropout: rate,
  gaussianNoise: ({ settings }) => ({
    callee: 'layers.GaussianNoise',
    named: {},
    first: [amount(settings, 'deviation')],
  }),
  batchNormalisation: plainly('layers.BatchNormalization', ({ settings }) => ({
    momentum: amount(settings, 'momentum'),
    epsilon: amount(settings, 'epsilon'),
  })),
  layerNormalisation: plainly('layers.LayerNormalization', epsilon),
  rmsNormalisation: plainly('layers.RMSNormalization', epsilon),
  groupNormalisation: plainly('layers.GroupNormalization', ({ settings }) => ({
    groups: amount(settings, 'groups'),
    epsilon: amount(settings, 'epsilon'),
  })),
  flatten: plainly('layers.Flatten'),
  reshape: ({ settings }) => ({ callee: 'layers.Reshape', named: {}, first: [settings.shape as number[]] }),
  permute: ({ settings }) => ({ callee: 'layers.Permute', named: {}, first: [settings.axes as number[]] }),
  repeatVector: ({ settings }) => ({ callee: 'layers.RepeatVector', named: {}, first: [amount(settings, 'times')] }),
  concatenate: plainly('layers.Concatenate', ({ settings }) => ({ axis: settings.axis === 'first' ? 1 : -1 })),
  add: plainly('layers.Add'),
  subtract: plainly('layers.Subtract'),
  // Keras takes what does not count as a factor of one.
  multiply: ({ masked }) =>
    masked
      ? { callee: 'MaskedMultiply', named: {}, needs: ['MaskedMultiply'] }
      : { callee: 'layers.Multiply', named: {} },
  average: plainly('layers.Average'),
  maximum: plainly('layers.Maximum'),
  minimum: plainly('layers.Minimum'),
  dot: plainly('layers.Dot', ({ settings, inputs: [a = [], b = []] }) => ({
    axes: a.length === b.length ? -1 : [a.length, b.length],
    normalize: flag(settings, 'normalise') || undefined,
  })),
  maxPooling1d: plainly('layers.MaxPooling1D', window),
  maxPooling2d: plainly('layers.MaxPooling2D', window),
  averagePooling1d: plainly('layers.AveragePooling1D', window),
  averagePooling2d: plainly('layers.AveragePooling2D', window),
  globalMaxPooling1d: ({ masked }) =>
    masked
      ? { callee: 'MaskedMaxPooling1D', named: {}, needs: ['MaskedMaxPooling1D'] }
      : { callee: 'layers.GlobalMaxPooling1D', named: {} },
  globalMaxPooling2d: plainly('layers.GlobalMaxPooling2D'),
  globalAveragePooling1d: plainly('layers.GlobalAveragePooling1D'),
  globalAveragePooling2d: plainly('layers.GlobalAveragePooling2D'),
  upSampling2d: ({ settings }) => ({ callee: 'layers.UpSampling2D', named: {}, first: [amount(settings, 'size')] }),
  zeroPadding2d: (layer) => ({ callee: 'layers.ZeroPadding2D', named: {}, first: edges(layer) }),
  cropping2d: (layer) => ({ callee: 'layers.Cropping2D', named: {}, first: edges(layer) }),
  prelu: plainly('layers.PReLU', ({ settings, inputs: [from = []] }) => ({
    shared_axes: settings.slopes === 'channels' && from.length > 1 ? from.slice(1).map((_, at) => at + 1) : undefined,
  })),
  upSampling1d: ({ settings }) => ({ callee: 'layers.UpSampling1D', named: {}, first: [amount(settings, 'size')] }),
  zeroPadding1d: (layer) => ({ callee: 'layers.ZeroPadding1D', named: {}, first: around(layer) }),
  cropping1d: (layer) =>
    layer.masked
      ? { callee: 'MaskedCropping1D', named: {}, first: around(layer), needs: ['MaskedCropping1D'] }
      : { callee: 'layers.Cropping1D', named: {}, first: around(layer) },
  masking: ({ settings }) => ({ callee: 'layers.Masking', named: {}, first: [amount(settings, 'value')] }),
}
