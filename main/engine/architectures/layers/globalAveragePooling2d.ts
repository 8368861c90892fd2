// Layer type `globalAveragePooling2d`: averages each channel over all places.
import { averaged, globalPooling } from '../globalPool'

export const globalAveragePooling2d = globalPooling(
  {
    name: 'globalAveragePooling2d',
    label: { en: 'Global average pooling 2D', zh: '二维全局平均池化' },
    summary: { en: 'Averages each channel over all places.', zh: '对每个通道在所有位置上取平均。' },
    foreign: { keras: 'GlobalAveragePooling2D', onnx: 'GlobalAveragePool' },
    pool: averaged,
    plain: ({ tf, id }) => tf.layers.globalAveragePooling2d({ name: id, dataFormat: 'channelsLast' }),
  },
  2,
)
