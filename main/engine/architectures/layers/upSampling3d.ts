// Layer type `upSampling3d`: repeats every place of a volume.
import { integerField } from '../fields'
import type { LayerType } from '../layerType'
import { isVolume, repeatedAlong, volume } from '../volumes'

export const upSampling3d: LayerType = {
  name: 'upSampling3d',
  label: { en: 'Up-sampling 3D', zh: '三维上采样' },
  summary: { en: 'Repeats every place of a volume along all axes.', zh: '沿三个方向重复体的每个位置。' },
  family: 'shape',
  foreign: { keras: 'UpSampling3D', onnx: 'Upsample' },
  fields: [
    integerField({
      name: 'size',
      label: { en: 'Times', zh: '次数' },
      help: { en: 'How often each place stands there then, along each axis.', zh: '每个位置沿各方向重复的次数。' },
      default: 2,
      min: 1,
      max: 100,
    }),
  ],
  inputs: 1,
  shape: ([from], { size }) =>
    isVolume(from) ? from.map((length, axis) => (axis < 3 ? length * Number(size) : length)) : { expected: volume },
  weights: () => [],
  multiplyAdds: () => 0,
  forward: ({ tf, settings, inputs: [x] }) =>
    [1, 2, 3].reduce((done, axis) => repeatedAlong(tf, done, axis, Number(settings.size)), x),
  plain: () => null,
}
