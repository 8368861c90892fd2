// Layer type `averagePooling1d`: averages neighbours.
import { plainPool, pooling1d } from '../pool'

export const averagePooling1d = pooling1d({
  name: 'averagePooling1d',
  label: { en: 'Average pooling 1D', zh: '一维平均池化' },
  summary: { en: 'Averages neighbours.', zh: '对相邻位置取平均。' },
  foreign: { keras: 'AveragePooling1D', onnx: 'AveragePool' },
  pool: (tf, x, size, stride, padding) => tf.avgPool(x, size, stride, padding),
  plain: ({ tf, id, settings }) => tf.layers.averagePooling1d(plainPool(id, settings)),
})
