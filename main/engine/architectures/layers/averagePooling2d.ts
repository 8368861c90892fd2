// Layer type `averagePooling2d`: averages neighbours.
import { plainPool, pooling2d } from '../pool'

export const averagePooling2d = pooling2d({
  name: 'averagePooling2d',
  label: { en: 'Average pooling 2D', zh: '二维平均池化' },
  summary: { en: 'Averages neighbours.', zh: '对相邻位置取平均。' },
  foreign: { keras: 'AveragePooling2D', onnx: 'AveragePool' },
  pool: (tf, x, size, stride, padding) => tf.avgPool(x, size, stride, padding),
  plain: ({ tf, id, settings }) => tf.layers.averagePooling2d(plainPool(id, settings)),
})
