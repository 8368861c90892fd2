// Layer type `dropout`: while training, sets some inputs to zero at random.
import type { LayerType } from '../layerType'

/**
 * Inverted dropout (Srivastava et al. 2014): an input is kept with probability 1 - rate and then divided by it.
 * The mask of a step is decided by (hash of run seed and layer id, step).
 */
export const dropout: LayerType = {
  name: 'dropout',
  label: { en: 'Dropout', zh: '随机失活' },
  summary: {
    en: 'While training, sets some inputs to zero at random, against overfitting.',
    zh: '训练时随机将部分输入置零，以防止过拟合。',
  },
  family: 'regularise',
  foreign: { keras: 'Dropout', onnx: 'Dropout' },
  fields: [
    {
      kind: 'number',
      name: 'rate',
      label: { en: 'Rate', zh: '比例' },
      help: { en: 'The share of inputs that are set to zero at each step.', zh: '每一步被置零的输入所占的比例。' },
      default: 0.2,
      min: 0,
      max: 0.9,
    },
  ],
  inputs: 1,
  shape: ([from]) => [...(from ?? [])],
  weights: () => [],
  multiplyAdds: () => 0,
  keepsMask: true,
  forward({ tf, settings, inputs: [x], random }) {
    const rate = Number(settings.rate)
    if (random === null || rate === 0) return x
    return tf.mul(x, tf.mul(random.keep(x.shape, rate), 1 / (1 - rate)))
  },
  plain: ({ id, settings, tf }) => tf.layers.dropout({ name: id, rate: Number(settings.rate) }),
}
