// Layer type `maxPooling1d`: keeps the largest of neighbours.
import { plainPool, pooling1d } from '../pool'

export const maxPooling1d = pooling1d({
  name: 'maxPooling1d',
  label: { en: 'Max pooling 1D', zh: '一维最大池化' },
  summary: { en: 'Keeps the largest of neighbours.', zh: '保留相邻位置中的最大值。' },
  foreign: { keras: 'MaxPooling1D', onnx: 'MaxPool' },
  pool: (tf, x, size, stride, padding) => tf.maxPool(x, size, stride, padding),
  // Of equal ones the first takes the gradient, as in TensorFlow.
  pair: (tf, a, b) => tf.maximum(a, b),
  plain: ({ tf, id, settings }) => tf.layers.maxPooling1d(plainPool(id, settings)),
})
