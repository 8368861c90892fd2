// Layer type `gaussianNoise`: while training, adds normal numbers.
import { numberField } from '../fields'
import type { LayerType } from '../layerType'

export const gaussianNoise: LayerType = {
  name: 'gaussianNoise',
  label: { en: 'Gaussian noise', zh: '高斯噪声' },
  summary: {
    en: 'While training, adds normal random numbers, against overfitting.',
    zh: '训练时加入正态随机数，以防止过拟合。',
  },
  family: 'regularise',
  foreign: { keras: 'GaussianNoise', onnx: null },
  fields: [
    numberField({
      name: 'deviation',
      label: { en: 'Deviation', zh: '标准差' },
      help: { en: 'How large the noise is.', zh: '噪声的大小。' },
      default: 0.1,
      min: 0,
      max: 100,
    }),
  ],
  inputs: 1,
  shape: ([from = []]) => [...from],
  weights: () => [],
  multiplyAdds: () => 0,
  keepsMask: true,
  forward({ tf, settings, inputs: [x], random }) {
    const deviation = Number(settings.deviation)
    return random === null || deviation === 0 ? x : tf.add(x, tf.mul(random.normal(x.shape), deviation))
  },
  plain: ({ tf, id, settings }) => tf.layers.gaussianNoise({ name: id, stddev: Number(settings.deviation) }),
}
