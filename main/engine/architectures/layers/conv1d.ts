// Layer type `conv1d`: looks for patterns along a sequence.
import type * as tf from '@tensorflow/tfjs-node'
import { activate } from '../activations'
import {
  biasOf,
  convolutionFields,
  convolved1d,
  filtersField,
  fitsColumns,
  kernelOf,
  plainConvolution,
  positionsOf,
  windowOf,
} from '../convolve'
import { isSequence, steps } from '../fields'
import { roomy } from '../images'
import type { LayerType } from '../layerType'

export const conv1d: LayerType = {
  name: 'conv1d',
  label: { en: 'Convolution 1D', zh: '一维卷积' },
  summary: { en: 'Looks for the same patterns all along a sequence.', zh: '沿序列寻找相同的模式。' },
  family: 'convolve',
  foreign: { keras: 'Conv1D', onnx: 'Conv' },
  fields: convolutionFields([filtersField], true),
  inputs: 1,
  convolves: ([from = []], settings) => !fitsColumns(from, windowOf(settings)),
  shape([from], settings) {
    if (!isSequence(from)) return { expected: steps }
    const positions = positionsOf(from[0], windowOf(settings))
    return positions < 1 ? { expected: roomy } : [positions, Number(settings.filters)]
  },
  weights: ([from = []], settings) => {
    const filters = Number(settings.filters)
    const kernel = kernelOf('kernel', [Number(settings.kernelSize), from[1] ?? 1, filters], settings)
    return [kernel, ...biasOf(settings, filters)]
  },
  multiplyAdds: ([from = []], settings) =>
    positionsOf(from[0] ?? 0, windowOf(settings)) *
    Number(settings.kernelSize) *
    (from[1] ?? 0) *
    Number(settings.filters),
  forward(call) {
    const { tf, settings, inputs, weights } = call
    const [kernel, bias] = weights as [tf.Tensor, tf.Tensor?]
    const product = convolved1d(tf, inputs[0], kernel, windowOf(settings))
    return activate(call, settings.activation, bias === undefined ? product : tf.add(product, bias))
  },
  plain({ tf, id, settings }) {
    const told = plainConvolution({ id, settings })
    // tf.layers has no causal convolution, whatever its settings say.
    if (told === null || settings.padding === 'causal') return null
    return tf.layers.conv1d({ ...told, filters: Number(settings.filters), dilationRate: Number(settings.dilation) })
  },
}
