// Layer type `cropping3d`: cuts off the edges of a volume.
import { depthFields, depthOf, edgesOf } from '../edges'
import { roomy } from '../images'
import type { LayerType, Shape } from '../layerType'
import { isVolume, volume } from '../volumes'
import type { Settings } from '../../../../shared/fields'

export const cropping3d: LayerType = {
  name: 'cropping3d',
  label: { en: 'Cropping 3D', zh: '三维裁剪' },
  summary: { en: 'Cuts off the edges of a volume.', zh: '裁去体的边缘。' },
  family: 'shape',
  foreign: { keras: 'Cropping3D', onnx: 'Slice' },
  fields: depthFields(1),
  inputs: 1,
  shape([from], settings) {
    if (!isVolume(from)) return { expected: volume }
    const sizes = left(from, settings)
    return sizes.some((size) => size < 1) ? { expected: roomy } : sizes
  },
  weights: () => [],
  multiplyAdds: () => 0,
  forward({ tf, settings, inputs: [x] }) {
    const [batch = 0, ...from] = x.shape
    const { before } = depthOf(settings)
    const { top, left: side } = edgesOf(settings)
    return tf.slice(x, [0, before, top, side, 0], [batch, ...left(from, settings)])
  },
  plain: () => null,
}

function left([depth = 0, height = 0, width = 0, channels = 0]: Shape, settings: Settings): Shape {
  const { top, bottom, left: side, right } = edgesOf(settings)
  const { before, after } = depthOf(settings)
  return [depth - before - after, height - top - bottom, width - side - right, channels]
}
