// Layer type `zeroPadding3d`: puts zeros around a volume.
import { depthFields, depthOf, edgesOf } from '../edges'
import type { LayerType } from '../layerType'
import { isVolume, volume } from '../volumes'

export const zeroPadding3d: LayerType = {
  name: 'zeroPadding3d',
  label: { en: 'Zero padding 3D', zh: '三维零填充' },
  summary: { en: 'Puts zeros around a volume.', zh: '在体的四周补零。' },
  family: 'shape',
  foreign: { keras: 'ZeroPadding3D', onnx: 'Pad' },
  fields: depthFields(1),
  inputs: 1,
  shape([from], settings) {
    if (!isVolume(from)) return { expected: volume }
    const { top, bottom, left, right } = edgesOf(settings)
    const { before, after } = depthOf(settings)
    return [from[0] + before + after, from[1] + top + bottom, from[2] + left + right, from[3]]
  },
  weights: () => [],
  multiplyAdds: () => 0,
  forward({ tf, settings, inputs: [x] }) {
    const { top, bottom, left, right } = edgesOf(settings)
    const { before, after } = depthOf(settings)
    return tf.pad(x, [
      [0, 0],
      [before, after],
      [top, bottom],
      [left, right],
      [0, 0],
    ])
  },
  plain: () => null,
}
