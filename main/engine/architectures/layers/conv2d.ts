// Layer type `conv2d`: looks for patterns in a grid.
import type * as tf from '@tensorflow/tfjs-node'
import { activate } from '../activations'
import {
  biasOf,
  convolutionFields,
  convolved2d,
  filtersField,
  kernelOf,
  plainConvolution,
  positionsOf,
  windowOf,
} from '../convolve'
import { grid, isGrid, roomy } from '../images'
import { stepByStep } from '../stepByStep'

export const conv2d = stepByStep({
  name: 'conv2d',
  label: { en: 'Convolution 2D', zh: '二维卷积' },
  summary: { en: 'Looks for the same patterns all over a grid.', zh: '在整个网格上寻找相同的模式。' },
  family: 'convolve',
  foreign: { keras: 'Conv2D', onnx: 'Conv' },
  fields: convolutionFields([filtersField]),
  inputs: 1,
  convolves: () => true,
  shape([from], settings) {
    if (!isGrid(from)) return { expected: grid }
    const [height, width] = from
    const sizes = [height, width].map((size) => positionsOf(size, windowOf(settings)))
    return sizes.some((size) => size < 1) ? { expected: roomy } : [...sizes, Number(settings.filters)]
  },
  weights: ([from = []], settings) => {
    const filters = Number(settings.filters)
    const size = Number(settings.kernelSize)
    return [kernelOf('kernel', [size, size, from[2] ?? 1, filters], settings), ...biasOf(settings, filters)]
  },
  multiplyAdds: ([from = []], settings) => {
    const [height = 0, width = 0, channels = 0] = from
    const window = windowOf(settings)
    return (
      positionsOf(height, window) * positionsOf(width, window) * window.size ** 2 * channels * Number(settings.filters)
    )
  },
  forward(call) {
    const { tf, settings, inputs, weights } = call
    const [kernel, bias] = weights as [tf.Tensor4D, tf.Tensor?]
    const product = convolved2d(tf, inputs[0], windowOf(settings), (x, stride, padding) =>
      tf.conv2d(x, kernel, stride, padding),
    )
    return activate(call, settings.activation, bias === undefined ? product : tf.add(product, bias))
  },
  plain({ tf, id, settings }) {
    const told = plainConvolution({ id, settings })
    if (told === null) return null
    return tf.layers.conv2d({ ...told, filters: Number(settings.filters), dilationRate: Number(settings.dilation) })
  },
})
