// Layer type `flatten`: lays all axes of a row behind one another, so that a dense layer can follow.
import { sizeOf } from '../layerType'
import type { LayerType } from '../layerType'

export const flatten: LayerType = {
  name: 'flatten',
  label: { en: 'Flatten', zh: '展平层' },
  summary: { en: 'Lays all axes of a row behind one another.', zh: '将一行数据的所有维度依次展开为一维。' },
  foreign: { keras: 'Flatten', onnx: 'Flatten' },
  fields: [],
  inputs: 1,
  shape: ([from]) => [sizeOf(from ?? [])],
  weights: () => [],
  multiplyAdds: () => 0,
  build: ({ id, tf }) => tf.layers.flatten({ name: id }),
}
