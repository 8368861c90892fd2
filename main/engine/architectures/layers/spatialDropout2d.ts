// Layer type `spatialDropout2d`: while training, sets whole channels of a grid to zero.
import { grid, isGrid } from '../images'
import { spatialDropout } from '../spatialDropout'

export const spatialDropout2d = spatialDropout({
  name: 'spatialDropout2d',
  label: { en: 'Spatial dropout 2D', zh: '二维空间失活' },
  summary: { en: 'While training, sets whole channels of a grid to zero.', zh: '训练时将网格的整个通道置零。' },
  foreign: { keras: 'SpatialDropout2D', onnx: null },
  fits: isGrid,
  expected: grid,
  plain: () => null,
})
