// Layer type `depthwiseConv2d`: looks for patterns in each channel of a grid by itself.
import type * as tf from '@tensorflow/tfjs-node'
import { activate } from '../activations'
import {
  biasOf,
  convolutionFields,
  convolved2d,
  kernelOf,
  multiplierField,
  plainConvolution,
  positionsOf,
  windowOf,
} from '../convolve'
import { grid, isGrid, roomy } from '../images'
import { stepByStep } from '../stepByStep'

export const depthwiseConv2d = stepByStep({
  name: 'depthwiseConv2d',
  label: { en: 'Depthwise convolution 2D', zh: '二维逐通道卷积' },
  summary: { en: 'Looks for patterns in each channel of a grid by itself.', zh: '在网格的每个通道中分别寻找模式。' },
  family: 'convolve',
  foreign: { keras: 'DepthwiseConv2D', onnx: 'Conv' },
  fields: convolutionFields([multiplierField]),
  inputs: 1,
  convolves: () => true,
  shape([from], settings) {
    if (!isGrid(from)) return { expected: grid }
    const [height, width, channels] = from
    const sizes = [height, width].map((size) => positionsOf(size, windowOf(settings)))
    return sizes.some((size) => size < 1)
      ? { expected: roomy }
      : [...sizes, channels * Number(settings.depthMultiplier)]
  },
  weights: ([from = []], settings) => {
    const size = Number(settings.kernelSize)
    const [channels, times] = [from[2] ?? 1, Number(settings.depthMultiplier)]
    return [kernelOf('kernel', [size, size, channels, times], settings), ...biasOf(settings, channels * times)]
  },
  multiplyAdds: ([from = []], settings) => {
    const [height = 0, width = 0, channels = 0] = from
    const window = windowOf(settings)
    return (
      positionsOf(height, window) *
      positionsOf(width, window) *
      window.size ** 2 *
      channels *
      Number(settings.depthMultiplier)
    )
  },
  forward(call) {
    const { tf, settings, inputs, weights } = call
    const [kernel, bias] = weights as [tf.Tensor4D, tf.Tensor?]
    const product = convolved2d(tf, inputs[0], windowOf(settings), (x, stride, padding) =>
      tf.depthwiseConv2d(x, kernel, stride, padding),
    )
    return activate(call, settings.activation, bias === undefined ? product : tf.add(product, bias))
  },
  plain({ tf, id, settings }) {
    const told = plainConvolution({ id, settings })
    // tf.layers does not dilate it, whatever its settings say.
    if (told === null || settings.dilation !== 1) return null
    return tf.layers.depthwiseConv2d({
      ...told,
      depthMultiplier: Number(settings.depthMultiplier),
      dilationRate: Number(settings.dilation),
    })
  },
})
