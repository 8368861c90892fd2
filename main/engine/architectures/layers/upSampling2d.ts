// Layer type `upSampling2d`: repeats every place of a grid.
import { integerField } from '../fields'
import { grid, isGrid } from '../images'
import type { LayerType } from '../layerType'
import { repeatedAlong } from '../volumes'

export const upSampling2d: LayerType = {
  name: 'upSampling2d',
  label: { en: 'Up-sampling 2D', zh: '二维上采样' },
  summary: { en: 'Repeats every place of a grid along both axes.', zh: '沿两个方向重复网格的每个位置。' },
  family: 'shape',
  foreign: { keras: 'UpSampling2D', onnx: 'Upsample' },
  fields: [
    integerField({
      name: 'size',
      label: { en: 'Times', zh: '次数' },
      help: { en: 'How often each place stands there then, along each axis.', zh: '每个位置沿各方向重复的次数。' },
      default: 2,
      min: 1,
      max: 1000,
    }),
  ],
  inputs: 1,
  shape([from], { size }) {
    return isGrid(from) ? [from[0] * Number(size), from[1] * Number(size), from[2]] : { expected: grid }
  },
  weights: () => [],
  multiplyAdds: () => 0,
  forward: ({ tf, settings, inputs: [x] }) =>
    [1, 2].reduce((done, axis) => repeatedAlong(tf, done, axis, Number(settings.size)), x),
  plain: () => null,
}
