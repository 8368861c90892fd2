// Layer type `globalMaxPooling3d`: keeps the largest number of each channel of a volume.
import { largest, globalPooling } from '../globalPool'

export const globalMaxPooling3d = globalPooling(
  {
    name: 'globalMaxPooling3d',
    label: { en: 'Global max pooling 3D', zh: '三维全局最大池化' },
    summary: { en: 'Keeps the largest number of each channel of a volume.', zh: '保留体中每个通道的最大值。' },
    foreign: { keras: 'GlobalMaxPooling3D', onnx: 'GlobalMaxPool' },
    pool: largest,
    plain: () => null,
  },
  3,
)
