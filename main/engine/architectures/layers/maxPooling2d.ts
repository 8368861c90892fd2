// Layer type `maxPooling2d`: keeps the largest of neighbours.
import { plainPool, pooling2d } from '../pool'

export const maxPooling2d = pooling2d({
  name: 'maxPooling2d',
  label: { en: 'Max pooling 2D', zh: '二维最大池化' },
  summary: { en: 'Keeps the largest of neighbours.', zh: '保留相邻位置中的最大值。' },
  foreign: { keras: 'MaxPooling2D', onnx: 'MaxPool' },
  pool: (tf, x, size, stride, padding) => tf.maxPool(x, size, stride, padding),
  plain: ({ tf, id, settings }) => tf.layers.maxPooling2d(plainPool(id, settings)),
})
