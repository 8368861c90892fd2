// Layer type `conv2dTranspose`: draws patterns into a larger grid, the way back of a convolution.
import type * as tf from '@tensorflow/tfjs-node'
import { activate } from '../activations'
import { biasOf, convolutionFields, filtersField, kernelOf, plainConvolution, windowOf } from '../convolve'
import { grid, isGrid } from '../images'
import type { LayerType } from '../layerType'
import { larger } from '../transposed'

/** Zeiler et al. 2010, as Keras has it: a grid of n places becomes one of n x stride, and of the rest of the window without padding. */
export const conv2dTranspose: LayerType = {
  name: 'conv2dTranspose',
  label: { en: 'Transposed convolution 2D', zh: '二维转置卷积' },
  summary: {
    en: 'Draws a pattern for each place of a grid into a larger one, as decoders do.',
    zh: '将网格每个位置对应的模式绘入更大的网格，常用于解码器。',
  },
  family: 'convolve',
  foreign: { keras: 'Conv2DTranspose', onnx: 'ConvTranspose' },
  fields: convolutionFields([filtersField]).filter(({ name }) => name !== 'dilation'),
  inputs: 1,
  convolves: () => true,
  shape: ([from], settings) => (isGrid(from) ? larger(from, settings) : { expected: grid }),
  weights: ([from = []], settings) => {
    const [size, filters] = [Number(settings.kernelSize), Number(settings.filters)]
    return [kernelOf('kernel', [size, size, filters, from[2] ?? 1], settings), ...biasOf(settings, filters)]
  },
  multiplyAdds: ([[height = 0, width = 0, channels = 0] = []], settings) =>
    height * width * channels * Number(settings.kernelSize) ** 2 * Number(settings.filters),
  forward(call) {
    const { tf: tensorflow, settings, inputs, weights } = call
    const [kernel, bias] = weights as [tf.Tensor4D, tf.Tensor?]
    const [batch = 0, ...shape] = inputs[0].shape
    const window = windowOf(settings)
    const whole = [batch, ...larger(shape, settings)] as [number, number, number, number]
    const padding = window.padding as 'valid'
    const product = tensorflow.conv2dTranspose(inputs[0] as tf.Tensor4D, kernel, whole, window.stride, padding)
    return activate(call, settings.activation, bias === undefined ? product : tensorflow.add(product, bias))
  },
  plain({ tf: tensorflow, id, settings }) {
    const told = plainConvolution({ id, settings })
    if (told === null) return null
    return tensorflow.layers.conv2dTranspose({ ...told, filters: Number(settings.filters) })
  },
}
