// Layer type `conv3d`: looks for patterns in a volume, such as the frames of a film.
import type * as tf from '@tensorflow/tfjs-node'
import { activate } from '../activations'
import { biasOf, convolutionFields, filtersField, kernelOf, plainConvolution, positionsOf, windowOf } from '../convolve'
import { roomy } from '../images'
import type { LayerType, Shape } from '../layerType'
import { isVolume, volume } from '../volumes'
import type { Settings } from '../../../../shared/fields'

/** Keras's `Conv3D` with cubes for windows; TensorFlow.js has no gradient of dilated ones. */
export const conv3d: LayerType = {
  name: 'conv3d',
  label: { en: 'Convolution 3D', zh: '三维卷积' },
  summary: {
    en: 'Looks for the same patterns all over a volume, such as the frames of a film.',
    zh: '在整个体（如影片的各帧）中寻找相同的模式。',
  },
  family: 'convolve',
  foreign: { keras: 'Conv3D', onnx: 'Conv' },
  fields: convolutionFields([filtersField]).filter(({ name }) => name !== 'dilation'),
  inputs: 1,
  convolves: () => true,
  shape([from], settings) {
    if (!isVolume(from)) return { expected: volume }
    const sizes = places(from, settings)
    return sizes.some((size) => size < 1) ? { expected: roomy } : [...sizes, Number(settings.filters)]
  },
  weights: ([from = []], settings) => {
    const [size, filters] = [Number(settings.kernelSize), Number(settings.filters)]
    return [kernelOf('kernel', [size, size, size, from[3] ?? 1, filters], settings), ...biasOf(settings, filters)]
  },
  multiplyAdds: ([from = []], settings) =>
    places(from, settings).reduce((product, size) => product * size, 1) *
    windowOf(settings).size ** 3 *
    (from[3] ?? 0) *
    Number(settings.filters),
  forward(call) {
    const { tf: tensorflow, settings, inputs, weights } = call
    const [kernel, bias] = weights as [tf.Tensor5D, tf.Tensor?]
    const { stride, padding } = windowOf(settings)
    const product = tensorflow.conv3d(inputs[0] as tf.Tensor5D, kernel, stride, padding as 'valid')
    return activate(call, settings.activation, bias === undefined ? product : tensorflow.add(product, bias))
  },
  plain({ tf: tensorflow, id, settings }) {
    const told = plainConvolution({ id, settings })
    if (told === null) return null
    return tensorflow.layers.conv3d({ ...told, filters: Number(settings.filters) })
  },
}

function places(from: Shape, settings: Settings): number[] {
  return from.slice(0, 3).map((size) => positionsOf(size, windowOf(settings)))
}
