// Layer type `conv1dTranspose`: draws patterns into a longer sequence, the way back of a convolution.
import type * as tf from '@tensorflow/tfjs-node'
import { activate } from '../activations'
import { biasOf, convolutionFields, convolved1d, filtersField, kernelOf, windowOf } from '../convolve'
import { isSequence, steps } from '../fields'
import type { LayerType } from '../layerType'
import { enlarged, stretched, turned } from '../transposed'

/** As Keras has it: n steps become n x stride, and the rest of the window without padding. */
export const conv1dTranspose: LayerType = {
  name: 'conv1dTranspose',
  label: { en: 'Transposed convolution 1D', zh: '一维转置卷积' },
  summary: {
    en: 'Draws a pattern for each step of a sequence into a longer one, as decoders do.',
    zh: '将序列每一步对应的模式绘入更长的序列，常用于解码器。',
  },
  family: 'convolve',
  foreign: { keras: 'Conv1DTranspose', onnx: 'ConvTranspose' },
  fields: convolutionFields([filtersField]).filter(({ name }) => name !== 'dilation'),
  inputs: 1,
  convolves: () => true,
  shape: ([from], settings) =>
    isSequence(from) ? [enlarged(from[0], windowOf(settings)), Number(settings.filters)] : { expected: steps },
  weights: ([from = []], settings) => {
    const [size, filters] = [Number(settings.kernelSize), Number(settings.filters)]
    return [kernelOf('kernel', [size, filters, from[1] ?? 1], settings), ...biasOf(settings, filters)]
  },
  multiplyAdds: ([[time = 0, channels = 0] = []], settings) =>
    time * channels * Number(settings.kernelSize) * Number(settings.filters),
  forward(call) {
    const { tf: tensorflow, settings, inputs, weights } = call
    const [kernel, bias] = weights as [tf.Tensor, tf.Tensor?]
    const window = windowOf(settings)
    const wide = stretched(tensorflow, inputs[0], window)
    const plain = { ...window, stride: 1, padding: 'valid' }
    const product = convolved1d(tensorflow, wide, turned(tensorflow, kernel), plain)
    return activate(call, settings.activation, bias === undefined ? product : tensorflow.add(product, bias))
  },
  plain: () => null,
}
