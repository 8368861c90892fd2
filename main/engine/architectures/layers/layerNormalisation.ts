// Layer type `layerNormalisation`: centres and scales the numbers of each step by themselves.
import type * as tf from '@tensorflow/tfjs-node'
import { epsilonField } from '../fields'
import { initialiserOf } from '../initialisers'
import { sizeOf } from '../layerType'
import type { LayerType } from '../layerType'
import { normalisedSteps } from '../standardise'

/** Ba et al. 2016: (x - mean) / sqrt(variance + epsilon) · gamma + beta over the last axis. */
export const layerNormalisation: LayerType = {
  name: 'layerNormalisation',
  label: { en: 'Layer normalisation', zh: '层归一化' },
  summary: {
    en: 'Centres and scales the numbers of each step by themselves; used around attention.',
    zh: '对每一步自身的数值做中心化和缩放，常与注意力配合使用。',
  },
  family: 'normalise',
  foreign: { keras: 'LayerNormalization', onnx: 'LayerNormalization' },
  fields: [epsilonField],
  inputs: 1,
  shape: ([from = []]) => [...from],
  weights: ([from = []]) => [
    { name: 'gamma', shape: [from.at(-1) ?? 1], trainable: true, initialiser: initialiserOf('ones') },
    { name: 'beta', shape: [from.at(-1) ?? 1], trainable: true, initialiser: initialiserOf('zeros') },
  ],
  multiplyAdds: ([from = []]) => 2 * sizeOf(from),
  keepsMask: true,
  forward({ tf, settings, inputs: [x], weights }) {
    const [gamma, beta] = weights as [tf.Tensor, tf.Tensor]
    return normalisedSteps(tf, x, { gamma, beta, epsilon: Number(settings.epsilon) })
  },
  plain: ({ tf, id, settings }) => tf.layers.layerNormalization({ name: id, epsilon: Number(settings.epsilon) }),
}
