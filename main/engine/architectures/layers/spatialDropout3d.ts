// Layer type `spatialDropout3d`: while training, sets whole channels of a volume to zero.
import { spatialDropout } from '../spatialDropout'
import { isVolume, volume } from '../volumes'

export const spatialDropout3d = spatialDropout({
  name: 'spatialDropout3d',
  label: { en: 'Spatial dropout 3D', zh: '三维空间失活' },
  summary: { en: 'While training, sets whole channels of a volume to zero.', zh: '训练时将体的整个通道置零。' },
  foreign: { keras: 'SpatialDropout3D', onnx: null },
  fits: isVolume,
  expected: volume,
  plain: () => null,
})
