// Layer type `centerCrop`: keeps the middle of grids.
import { grid, heightField, isGrid, roomy, sideField } from '../images'
import type { LayerType } from '../layerType'

/** The places around the middle, one less before it where they are uneven. Unlike Keras's it enlarges nothing. */
export const centerCrop: LayerType = {
  name: 'centerCrop',
  label: { en: 'Centre crop', zh: '中心裁剪' },
  summary: { en: 'Keeps the middle of grids.', zh: '保留网格的中央部分。' },
  family: 'shape',
  foreign: { keras: 'CenterCrop', onnx: 'CenterCropPad' },
  fields: [heightField, sideField],
  inputs: 1,
  shape([from], settings) {
    if (!isGrid(from)) return { expected: grid }
    const [height, width] = [Number(settings.height), Number(settings.width)]
    return height > from[0] || width > from[1] ? { expected: roomy } : [height, width, from[2]]
  },
  weights: () => [],
  multiplyAdds: () => 0,
  forward({ tf, settings, inputs: [x] }) {
    const [batch = 0, height = 0, width = 0, channels = 0] = x.shape
    const sizes = [Number(settings.height), Number(settings.width)] as const
    const [top, left] = [Math.floor((height - sizes[0]) / 2), Math.floor((width - sizes[1]) / 2)]
    return tf.slice(x, [0, top, left, 0], [batch, ...sizes, channels])
  },
  // That of tf.layers writes its own shape over that of the layer before it.
  plain: () => null,
}
