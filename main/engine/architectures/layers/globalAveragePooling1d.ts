// Layer type `globalAveragePooling1d`: averages each channel over all places.
import { averaged, globalPooling } from '../globalPool'

export const globalAveragePooling1d = globalPooling(
  {
    name: 'globalAveragePooling1d',
    label: { en: 'Global average pooling 1D', zh: '一维全局平均池化' },
    summary: { en: 'Averages each channel over all places.', zh: '对每个通道在所有位置上取平均。' },
    foreign: { keras: 'GlobalAveragePooling1D', onnx: 'GlobalAveragePool' },
    pool: averaged,
    plain: ({ tf, id }) => tf.layers.globalAveragePooling1d({ name: id }),
  },
  1,
)
