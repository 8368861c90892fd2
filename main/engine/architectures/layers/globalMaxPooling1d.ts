// Layer type `globalMaxPooling1d`: keeps the largest number of each channel.
import { largest, globalPooling } from '../globalPool'

export const globalMaxPooling1d = globalPooling(
  {
    name: 'globalMaxPooling1d',
    label: { en: 'Global max pooling 1D', zh: '一维全局最大池化' },
    summary: { en: 'Keeps the largest number of each channel.', zh: '保留每个通道的最大值。' },
    foreign: { keras: 'GlobalMaxPooling1D', onnx: 'GlobalMaxPool' },
    pool: largest,
    plain: ({ tf, id }) => tf.layers.globalMaxPooling1d({ name: id }),
  },
  1,
)
