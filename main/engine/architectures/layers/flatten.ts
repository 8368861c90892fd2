// Layer type `flatten`: lays all axes of a row behind one another.
import { sizeOf } from '../layerType'
import type { LayerType } from '../layerType'

export const flatten: LayerType = {
  name: 'flatten',
  label: { en: 'Flatten', zh: '展平' },
  summary: { en: 'Lays all axes of a row behind one another.', zh: '将一行的所有维度展开成一维。' },
  family: 'shape',
  foreign: { keras: 'Flatten', onnx: 'Flatten' },
  fields: [],
  inputs: 1,
  shape: ([from = []]) => [sizeOf(from)],
  weights: () => [],
  multiplyAdds: () => 0,
  keepsType: true,
  forward: ({ tf, inputs: [x] }) => tf.reshape(x, [-1, sizeOf(x.shape.slice(1))]),
  // tf.layers refuses what is flat already.
  plain: ({ tf, id, inputs: [from = []] }) =>
    from.length === 1 ? tf.layers.activation({ name: id, activation: 'linear' }) : tf.layers.flatten({ name: id }),
}
