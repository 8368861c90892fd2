// Layer type `globalAveragePooling3d`: averages each channel of a volume over all places.
import { averaged, globalPooling } from '../globalPool'

export const globalAveragePooling3d = globalPooling(
  {
    name: 'globalAveragePooling3d',
    label: { en: 'Global average pooling 3D', zh: '三维全局平均池化' },
    summary: { en: 'Averages each channel of a volume over all places.', zh: '对体中每个通道在所有位置上取平均。' },
    foreign: { keras: 'GlobalAveragePooling3D', onnx: 'GlobalAveragePool' },
    pool: averaged,
    plain: () => null,
  },
  3,
)
