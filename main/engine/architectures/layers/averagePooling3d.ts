// Layer type `averagePooling3d`: averages neighbours in a volume.
import { plainPool, pooling3d } from '../pool'

export const averagePooling3d = pooling3d({
  name: 'averagePooling3d',
  label: { en: 'Average pooling 3D', zh: '三维平均池化' },
  summary: { en: 'Averages neighbours in a volume.', zh: '对体中相邻位置取平均。' },
  foreign: { keras: 'AveragePooling3D', onnx: 'AveragePool' },
  pool: (tf, x, size, stride, padding) => tf.avgPool3d(x, size, stride, padding),
  plain: ({ tf, id, settings }) => tf.layers.averagePooling3d(plainPool(id, settings)),
})
