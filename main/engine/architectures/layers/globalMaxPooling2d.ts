// Layer type `globalMaxPooling2d`: keeps the largest number of each channel.
import { largest, globalPooling } from '../globalPool'

export const globalMaxPooling2d = globalPooling(
  {
    name: 'globalMaxPooling2d',
    label: { en: 'Global max pooling 2D', zh: '二维全局最大池化' },
    summary: { en: 'Keeps the largest number of each channel.', zh: '保留每个通道的最大值。' },
    foreign: { keras: 'GlobalMaxPooling2D', onnx: 'GlobalMaxPool' },
    pool: largest,
    plain: ({ tf, id }) => tf.layers.globalMaxPooling2d({ name: id, dataFormat: 'channelsLast' }),
  },
  2,
)
