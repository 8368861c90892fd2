// Layer type `maxPooling3d`: keeps the largest of neighbours in a volume.
import { plainPool, pooling3d } from '../pool'

export const maxPooling3d = pooling3d({
  name: 'maxPooling3d',
  label: { en: 'Max pooling 3D', zh: '三维最大池化' },
  summary: { en: 'Keeps the largest of neighbours in a volume.', zh: '保留体中相邻位置的最大值。' },
  foreign: { keras: 'MaxPooling3D', onnx: 'MaxPool' },
  pool: (tf, x, size, stride, padding) => tf.maxPool3d(x, size, stride, padding),
  plain: ({ tf, id, settings }) => tf.layers.maxPooling3d(plainPool(id, settings)),
})
