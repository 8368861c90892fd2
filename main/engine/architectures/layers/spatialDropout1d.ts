// Layer type `spatialDropout1d`: while training, sets whole channels of a sequence to zero.
import { isSequence, steps } from '../fields'
import { spatialDropout } from '../spatialDropout'

export const spatialDropout1d = spatialDropout({
  name: 'spatialDropout1d',
  label: { en: 'Spatial dropout 1D', zh: '一维空间失活' },
  summary: { en: 'While training, sets whole channels of a sequence to zero.', zh: '训练时将序列的整个通道置零。' },
  foreign: { keras: 'SpatialDropout1D', onnx: null },
  fits: isSequence,
  expected: steps,
  plain: ({ tf, id, settings }) => tf.layers.spatialDropout1d({ name: id, rate: Number(settings.rate) }),
})
