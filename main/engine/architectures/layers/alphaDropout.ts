// Layer type `alphaDropout`: dropout that keeps mean and variance, for SELU.
import { rateField } from '../fields'
import type { LayerType } from '../layerType'

/** What SELU gives for a large negative number: -scale x alpha (Klambauer et al. 2017). */
const floor = -1.0507009873554805 * 1.6732632423543772

export const alphaDropout: LayerType = {
  name: 'alphaDropout',
  label: { en: 'Alpha dropout', zh: 'Alpha 失活' },
  summary: { en: 'Dropout that keeps mean and variance, made for SELU.', zh: '保持均值与方差的随机失活，适合 SELU。' },
  family: 'regularise',
  foreign: { keras: 'AlphaDropout', onnx: null },
  fields: [rateField('rate', 0.2)],
  inputs: 1,
  shape: ([from = []]) => [...from],
  weights: () => [],
  multiplyAdds: () => 0,
  keepsMask: true,
  forward({ tf, settings, inputs: [x], random }) {
    const rate = Number(settings.rate)
    if (random === null || rate === 0) return x
    const scale = ((1 - rate) * (1 + rate * floor ** 2)) ** -0.5
    const kept = random.keep(x.shape, rate)
    const filled = tf.add(tf.mul(x, kept), tf.mul(tf.sub(1, kept), floor))
    return tf.add(tf.mul(filled, scale), -scale * floor * rate)
  },
  plain: ({ tf, id, settings }) => tf.layers.alphaDropout({ name: id, rate: Number(settings.rate) }),
}
