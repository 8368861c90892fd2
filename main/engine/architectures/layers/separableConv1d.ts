// Layer type `separableConv1d`: a pattern for each channel of a sequence, then a mixture of channels.
import type * as tf from '@tensorflow/tfjs-node'
import { activate } from '../activations'
import {
  biasOf,
  convolutionFields,
  convolvedEach1d,
  filtersField,
  kernelOf,
  multiplierField,
  positionsOf,
  windowOf,
} from '../convolve'
import { isSequence, steps } from '../fields'
import { roomy } from '../images'
import type { LayerType } from '../layerType'
import { projected } from '../project'

export const separableConv1d: LayerType = {
  name: 'separableConv1d',
  label: { en: 'Separable convolution 1D', zh: '一维可分离卷积' },
  summary: {
    en: 'Looks in each channel of a sequence by itself, then mixes them; far fewer weights.',
    zh: '先在序列的每个通道中分别寻找，再混合，权重少得多。',
  },
  family: 'convolve',
  foreign: { keras: 'SeparableConv1D', onnx: null },
  fields: convolutionFields([filtersField, multiplierField], true),
  inputs: 1,
  convolves: () => true,
  shape([from], settings) {
    if (!isSequence(from)) return { expected: steps }
    const positions = positionsOf(from[0], windowOf(settings))
    return positions < 1 ? { expected: roomy } : [positions, Number(settings.filters)]
  },
  weights: ([from = []], settings) => {
    const filters = Number(settings.filters)
    const [channels, times] = [from[1] ?? 1, Number(settings.depthMultiplier)]
    return [
      kernelOf('depthwiseKernel', [Number(settings.kernelSize), channels, times], settings),
      kernelOf('pointwiseKernel', [1, channels * times, filters], settings),
      ...biasOf(settings, filters),
    ]
  },
  multiplyAdds: ([from = []], settings) =>
    positionsOf(from[0] ?? 0, windowOf(settings)) *
    (from[1] ?? 0) *
    Number(settings.depthMultiplier) *
    (Number(settings.kernelSize) + Number(settings.filters)),
  forward(call) {
    const { tf, settings, inputs, weights } = call
    const [depthwise, pointwise, bias] = weights as [tf.Tensor, tf.Tensor, tf.Tensor?]
    const each = convolvedEach1d(tf, inputs[0], depthwise, windowOf(settings))
    const mixed = projected(tf, each, tf.reshape(pointwise, pointwise.shape.slice(1)), bias)
    return activate(call, settings.activation, mixed)
  },
  plain: () => null,
}
