// Layer type `gaussianDropout`: while training, multiplies by normal numbers around one.
import { rateField } from '../fields'
import type { LayerType } from '../layerType'

export const gaussianDropout: LayerType = {
  name: 'gaussianDropout',
  label: { en: 'Gaussian dropout', zh: '高斯失活' },
  summary: {
    en: 'While training, multiplies by normal random numbers around one.',
    zh: '训练时乘以均值为一的正态随机数。',
  },
  family: 'regularise',
  foreign: { keras: 'GaussianDropout', onnx: null },
  fields: [rateField('rate', 0.2)],
  inputs: 1,
  shape: ([from = []]) => [...from],
  weights: () => [],
  multiplyAdds: () => 0,
  keepsMask: true,
  forward({ tf, settings, inputs: [x], random }) {
    const rate = Number(settings.rate)
    if (random === null || rate === 0) return x
    // Srivastava et al. 2014, section 10: the variance that dropout of the same rate has.
    return tf.mul(x, tf.add(tf.mul(random.normal(x.shape), Math.sqrt(rate / (1 - rate))), 1))
  },
  plain: ({ tf, id, settings }) => tf.layers.gaussianDropout({ name: id, rate: Number(settings.rate) }),
}
