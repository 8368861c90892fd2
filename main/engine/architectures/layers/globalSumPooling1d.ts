// Layer type `globalSumPooling1d`: adds each channel over all places.
import { globalPooling, summed } from '../globalPool'

export const globalSumPooling1d = globalPooling(
  {
    name: 'globalSumPooling1d',
    label: { en: 'Global sum pooling 1D', zh: '一维全局求和池化' },
    summary: { en: 'Adds each channel over all places.', zh: '对每个通道在所有位置上求和。' },
    foreign: { keras: null, onnx: 'ReduceSum' },
    pool: summed,
    plain: () => null,
  },
  1,
)
