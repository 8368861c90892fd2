// Layer type `separableConv2d`: a pattern for each channel, then a mixture of channels.
import type * as tf from '@tensorflow/tfjs-node'
import { activate } from '../activations'
import {
  biasOf,
  convolutionFields,
  convolved2d,
  filtersField,
  kernelOf,
  multiplierField,
  plainConvolution,
  positionsOf,
  windowOf,
} from '../convolve'
import { grid, isGrid, roomy } from '../images'
import { stepByStep } from '../stepByStep'

export const separableConv2d = stepByStep({
  name: 'separableConv2d',
  label: { en: 'Separable convolution 2D', zh: '二维可分离卷积' },
  summary: {
    en: 'Looks in each channel by itself, then mixes them; far fewer weights.',
    zh: '先在每个通道中分别寻找，再混合，权重少得多。',
  },
  family: 'convolve',
  foreign: { keras: 'SeparableConv2D', onnx: null },
  fields: convolutionFields([filtersField, multiplierField]),
  inputs: 1,
  convolves: () => true,
  shape([from], settings) {
    if (!isGrid(from)) return { expected: grid }
    const [height, width] = from
    const sizes = [height, width].map((size) => positionsOf(size, windowOf(settings)))
    return sizes.some((size) => size < 1) ? { expected: roomy } : [...sizes, Number(settings.filters)]
  },
  weights: ([from = []], settings) => {
    const size = Number(settings.kernelSize)
    const filters = Number(settings.filters)
    const [channels, times] = [from[2] ?? 1, Number(settings.depthMultiplier)]
    return [
      kernelOf('depthwiseKernel', [size, size, channels, times], settings),
      kernelOf('pointwiseKernel', [1, 1, channels * times, filters], settings),
      ...biasOf(settings, filters),
    ]
  },
  multiplyAdds: ([from = []], settings) => {
    const [height = 0, width = 0, channels = 0] = from
    const window = windowOf(settings)
    return (
      positionsOf(height, window) *
      positionsOf(width, window) *
      channels *
      Number(settings.depthMultiplier) *
      (window.size ** 2 + Number(settings.filters))
    )
  },
  forward(call) {
    const { tf, settings, inputs, weights } = call
    const [depthwise, pointwise, bias] = weights as [tf.Tensor4D, tf.Tensor4D, tf.Tensor?]
    const each = convolved2d(tf, inputs[0], windowOf(settings), (x, stride, padding) =>
      tf.depthwiseConv2d(x, depthwise, stride, padding),
    )
    const product = tf.conv2d(each as tf.Tensor4D, pointwise, 1, 'valid')
    return activate(call, settings.activation, bias === undefined ? product : tf.add(product, bias))
  },
  plain({ tf, id, settings }) {
    const told = plainConvolution({ id, settings })
    // tf.layers does not dilate it, whatever its settings say.
    if (told === null || settings.dilation !== 1) return null
    return tf.layers.separableConv2d({
      ...told,
      filters: Number(settings.filters),
      depthMultiplier: Number(settings.depthMultiplier),
      dilationRate: Number(settings.dilation),
    })
  },
})
