// Layer type `rmsNormalisation`: scales the numbers of each step to a mean square of one.
import type * as tf from '@tensorflow/tfjs-node'
import { epsilonField } from '../fields'
import { initialiserOf } from '../initialisers'
import { sizeOf } from '../layerType'
import type { LayerType } from '../layerType'
import { rescaled } from '../standardise'

/** Zhang and Sennrich 2019: x / sqrt(mean(x²) + epsilon) · scale over the last axis. */
export const rmsNormalisation: LayerType = {
  name: 'rmsNormalisation',
  label: { en: 'RMS normalisation', zh: 'RMS 归一化' },
  summary: {
    en: 'Scales the numbers of each step to a mean square of one; cheaper than layer normalisation.',
    zh: '将每一步的数值缩放到均方为一，比层归一化更省计算。',
  },
  family: 'normalise',
  foreign: { keras: 'RMSNormalization', onnx: 'RMSNormalization' },
  fields: [{ ...epsilonField, default: 1e-6 }],
  inputs: 1,
  shape: ([from = []]) => [...from],
  weights: ([from = []]) => [
    { name: 'scale', shape: [from.at(-1) ?? 1], trainable: true, initialiser: initialiserOf('ones') },
  ],
  multiplyAdds: ([from = []]) => 2 * sizeOf(from),
  keepsMask: true,
  forward: ({ tf, settings, inputs: [x], weights }) =>
    tf.mul(rescaled(tf, x, Number(settings.epsilon)), weights[0] as tf.Tensor),
  plain: () => null,
}
