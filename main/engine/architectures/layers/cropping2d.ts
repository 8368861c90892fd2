// Layer type `cropping2d`: cuts off the edges of a grid.
import { edgeFields, edgesOf } from '../edges'
import { grid, isGrid, roomy } from '../images'
import type { LayerType } from '../layerType'

export const cropping2d: LayerType = {
  name: 'cropping2d',
  label: { en: 'Cropping 2D', zh: '二维裁剪' },
  summary: { en: 'Cuts off the edges of a grid.', zh: '裁去网格的边缘。' },
  family: 'shape',
  foreign: { keras: 'Cropping2D', onnx: 'Slice' },
  fields: edgeFields(1),
  inputs: 1,
  shape([from], settings) {
    if (!isGrid(from)) return { expected: grid }
    const { top, bottom, left, right } = edgesOf(settings)
    const [height, width] = [from[0] - top - bottom, from[1] - left - right]
    return height < 1 || width < 1 ? { expected: roomy } : [height, width, from[2]]
  },
  weights: () => [],
  multiplyAdds: () => 0,
  forward({ tf, settings, inputs: [x] }) {
    const [batch = 0, height = 0, width = 0, channels = 0] = x.shape
    const { top, bottom, left, right } = edgesOf(settings)
    return tf.slice(x, [0, top, left, 0], [batch, height - top - bottom, width - left - right, channels])
  },
  plain({ tf, id, settings }) {
    const { top, bottom, left, right } = edgesOf(settings)
    const cropping: [[number, number], [number, number]] = [
      [top, bottom],
      [left, right],
    ]
    return tf.layers.cropping2D({ name: id, cropping })
  },
}
