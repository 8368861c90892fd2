// Layer type `depthwiseConv1d`: looks for patterns in each channel of a sequence by itself.
import type * as tf from '@tensorflow/tfjs-node'
import { activate } from '../activations'
import {
  biasOf,
  convolutionFields,
  convolvedEach1d,
  kernelOf,
  multiplierField,
  positionsOf,
  windowOf,
} from '../convolve'
import { isSequence, steps } from '../fields'
import { roomy } from '../images'
import type { LayerType } from '../layerType'

export const depthwiseConv1d: LayerType = {
  name: 'depthwiseConv1d',
  label: { en: 'Depthwise convolution 1D', zh: '一维逐通道卷积' },
  summary: {
    en: 'Looks for patterns in each channel of a sequence by itself.',
    zh: '在序列的每个通道中分别寻找模式。',
  },
  family: 'convolve',
  foreign: { keras: 'DepthwiseConv1D', onnx: 'Conv' },
  fields: convolutionFields([multiplierField]),
  inputs: 1,
  convolves: () => true,
  shape([from], settings) {
    if (!isSequence(from)) return { expected: steps }
    const positions = positionsOf(from[0], windowOf(settings))
    return positions < 1 ? { expected: roomy } : [positions, from[1] * Number(settings.depthMultiplier)]
  },
  weights: ([from = []], settings) => {
    const [channels, times] = [from[1] ?? 1, Number(settings.depthMultiplier)]
    const shape = [Number(settings.kernelSize), channels, times]
    return [kernelOf('kernel', shape, settings), ...biasOf(settings, channels * times)]
  },
  multiplyAdds: ([from = []], settings) =>
    positionsOf(from[0] ?? 0, windowOf(settings)) *
    (from[1] ?? 0) *
    Number(settings.depthMultiplier) *
    Number(settings.kernelSize),
  forward(call) {
    const { tf: tensorflow, settings, inputs, weights } = call
    const [kernel, bias] = weights as [tf.Tensor, tf.Tensor?]
    const each = convolvedEach1d(tensorflow, inputs[0], kernel, windowOf(settings))
    return activate(call, settings.activation, bias === undefined ? each : tensorflow.add(each, bias))
  },
  plain: () => null,
}
