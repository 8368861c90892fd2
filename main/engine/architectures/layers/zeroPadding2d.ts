// Layer type `zeroPadding2d`: puts zeros around a grid.
import { edgeFields, edgesOf } from '../edges'
import { grid, isGrid } from '../images'
import type { LayerType } from '../layerType'

export const zeroPadding2d: LayerType = {
  name: 'zeroPadding2d',
  label: { en: 'Zero padding 2D', zh: '二维零填充' },
  summary: { en: 'Puts zeros around a grid.', zh: '在网格四周补零。' },
  family: 'shape',
  foreign: { keras: 'ZeroPadding2D', onnx: 'Pad' },
  fields: edgeFields(1),
  inputs: 1,
  shape([from], settings) {
    if (!isGrid(from)) return { expected: grid }
    const { top, bottom, left, right } = edgesOf(settings)
    return [from[0] + top + bottom, from[1] + left + right, from[2]]
  },
  weights: () => [],
  multiplyAdds: () => 0,
  forward({ tf, settings, inputs: [x] }) {
    const { top, bottom, left, right } = edgesOf(settings)
    return tf.pad(x, [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ])
  },
  plain({ tf, id, settings }) {
    const { top, bottom, left, right } = edgesOf(settings)
    const padding: [[number, number], [number, number]] = [
      [top, bottom],
      [left, right],
    ]
    return tf.layers.zeroPadding2d({ name: id, padding })
  },
}
