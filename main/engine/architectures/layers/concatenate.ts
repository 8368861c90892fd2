// Layer type `concatenate`: lays inputs behind one another along an axis.
import type * as tf from '@tensorflow/tfjs-node'
import { choiceField } from '../fields'
import type { LayerCall, LayerType, Shape } from '../layerType'
import type { Settings } from '../../../../shared/fields'

export const concatenate: LayerType = {
  name: 'concatenate',
  label: { en: 'Concatenation', zh: '拼接' },
  summary: { en: 'Lays its inputs behind one another.', zh: '将各输入首尾相接。' },
  family: 'merge',
  foreign: { keras: 'Concatenate', onnx: 'Concat' },
  fields: [
    choiceField(
      'axis',
      { en: 'Along', zh: '沿' },
      { en: 'The numbers of a step grow more, or the steps do.', zh: '增加每一步的数值个数，或增加步数。' },
      [
        ['last', 'the last axis', '最后一维'],
        ['first', 'the first axis (time)', '第一维（时间）'],
      ],
    ),
  ],
  inputs: { least: 2 },
  shape(inputs, settings) {
    const [first = []] = inputs
    const axis = axisOf(first, settings)
    const fits = inputs.every(
      (shape) => shape.length === first.length && shape.every((size, at) => at === axis || size === first[at]),
    )
    if (!fits || axis < 0)
      return { expected: { en: 'inputs that differ along that axis only', zh: '仅在该维度上大小不同的输入' } }
    return first.map((size, at) => (at === axis ? inputs.reduce((sum, shape) => sum + (shape[at] ?? 0), 0) : size))
  },
  weights: () => [],
  multiplyAdds: () => 0,
  keepsType: true,
  forward: ({ tf, settings, inputs }) => {
    const alike = inputs.every((input) => input.dtype === inputs[0].dtype)
    const parts = alike ? inputs : inputs.map((input) => tf.cast(input, 'float32'))
    return tf.concat(parts, 1 + axisOf(inputs[0].shape.slice(1), settings))
  },
  mask: joinedMask,
  plain: ({ tf, id, settings, inputs: [first = []] }) =>
    tf.layers.concatenate({ name: id, axis: 1 + axisOf(first, settings) }),
}

function axisOf(shape: Shape, settings: Settings): number {
  return settings.axis === 'first' ? 0 : shape.length - 1
}

/** As in Keras: along time the masks are joined, along the numbers a step counts when it counts in every input. */
function joinedMask({ tf, settings, inputs, masks }: LayerCall): tf.Tensor | null {
  if (masks.every((mask) => mask === null)) return null
  const full = masks.map((mask, index) => mask ?? tf.ones(inputs[index]?.shape.slice(0, 2) ?? [], 'bool'))
  if (axisOf(inputs[0].shape.slice(1), settings) === 0) return tf.concat(full, 1)
  return full.reduce((a, b) => tf.logicalAnd(a, b))
}
