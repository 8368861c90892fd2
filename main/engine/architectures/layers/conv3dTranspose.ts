// Layer type `conv3dTranspose`: draws patterns into a larger volume, the way back of a convolution.
import type * as tf from '@tensorflow/tfjs-node'
import { activate } from '../activations'
import { biasOf, convolutionFields, filtersField, kernelOf, plainConvolution, windowOf } from '../convolve'
import { sizeOf } from '../layerType'
import type { LayerType } from '../layerType'
import { larger, stretched, turned } from '../transposed'
import { isVolume, volume } from '../volumes'

/** As Keras has it, with cubes for windows: n places along an axis become n x stride, and the rest of the window without padding. */
export const conv3dTranspose: LayerType = {
  name: 'conv3dTranspose',
  label: { en: 'Transposed convolution 3D', zh: '三维转置卷积' },
  summary: {
    en: 'Draws a pattern for each place of a volume into a larger one, as decoders do.',
    zh: '将体中每个位置对应的模式绘入更大的体，常用于解码器。',
  },
  family: 'convolve',
  foreign: { keras: 'Conv3DTranspose', onnx: 'ConvTranspose' },
  fields: convolutionFields([filtersField]).filter(({ name }) => name !== 'dilation'),
  inputs: 1,
  convolves: () => true,
  shape: ([from], settings) => (isVolume(from) ? larger(from, settings) : { expected: volume }),
  weights: ([from = []], settings) => {
    const [size, filters] = [Number(settings.kernelSize), Number(settings.filters)]
    return [kernelOf('kernel', [size, size, size, filters, from[3] ?? 1], settings), ...biasOf(settings, filters)]
  },
  multiplyAdds: ([from = []], settings) => sizeOf(from) * Number(settings.kernelSize) ** 3 * Number(settings.filters),
  forward(call) {
    const { tf: tensorflow, settings, inputs, weights } = call
    const [kernel, bias] = weights as [tf.Tensor, tf.Tensor?]
    const wide = stretched(tensorflow, inputs[0], windowOf(settings)) as tf.Tensor5D
    const product = tensorflow.conv3d(wide, turned(tensorflow, kernel) as tf.Tensor5D, 1, 'valid')
    return activate(call, settings.activation, bias === undefined ? product : tensorflow.add(product, bias))
  },
  plain({ tf: tensorflow, id, settings }) {
    const told = plainConvolution({ id, settings })
    if (told === null) return null
    return tensorflow.layers.conv3dTranspose({ ...told, filters: Number(settings.filters) })
  },
}
