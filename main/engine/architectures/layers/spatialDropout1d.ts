// Layer type `spatialDropout1d`: while training, sets whole channels of a sequence to zero.
import { isSequence, rateField, steps } from '../fields'
import type { LayerType } from '../layerType'

export const spatialDropout1d: LayerType = {
  name: 'spatialDropout1d',
  label: { en: 'Spatial dropout 1D', zh: '一维空间失活' },
  summary: { en: 'While training, sets whole channels of a sequence to zero.', zh: '训练时将序列的整个通道置零。' },
  family: 'regularise',
  foreign: { keras: 'SpatialDropout1D', onnx: null },
  fields: [rateField('rate', 0.2)],
  inputs: 1,
  shape: ([from]) => (isSequence(from) ? [...from] : { expected: steps }),
  weights: () => [],
  multiplyAdds: () => 0,
  keepsMask: true,
  forward({ tf, settings, inputs: [x], random }) {
    const rate = Number(settings.rate)
    if (random === null || rate === 0) return x
    const [batch = 0, , width = 0] = x.shape
    return tf.mul(x, tf.mul(random.keep([batch, 1, width], rate), 1 / (1 - rate)))
  },
  plain: ({ tf, id, settings }) => tf.layers.spatialDropout1d({ name: id, rate: Number(settings.rate) }),
}
