// What the layers that merge several inputs into one of the same shape have in common.
import type * as tf from '@tensorflow/tfjs-node'
import type { Text } from '../../../shared/fields'
import { sizeOf } from './layerType'
import type { LayerCall, LayerType, PlainArgs, Shape } from './layerType'

interface Merging {
  name: string
  label: Text
  summary: Text
  foreign: { keras: string; onnx: string }
  inputs: LayerType['inputs']
  merge(tensorflow: typeof tf, inputs: [tf.Tensor, ...tf.Tensor[]]): tf.Tensor
  /** True where the output is the product of its inputs. */
  isProduct?: true
  plain(tensorflow: typeof tf, name: string): tf.layers.Layer | null
}

/** A layer that merges number by number; an axis of size 1 is repeated to the size of the others. */
export function merging({ merge, plain, isProduct, ...texts }: Merging): LayerType {
  return {
    ...texts,
    family: 'merge',
    fields: [],
    shape: (inputs) => together(inputs) ?? { expected: { en: 'inputs of the same shape', zh: '形状相同的多个输入' } },
    weights: () => [],
    multiplyAdds: (inputs) => sizeOf(together(inputs) ?? []) * (inputs.length - 1),
    forward({ tf, inputs, madeOf }) {
      const output = merge(tf, inputs)
      const [left, right, ...others] = inputs
      const isPair = isProduct && others.length === 0 && left.rank === 2 && String(left.shape) === String(right?.shape)
      return isPair && right !== undefined ? madeOf(output, { sides: { left, right } }) : output
    },
    mask: eitherMask,
    plain: ({ tf, id }: PlainArgs) => plain(tf, id),
  }
}

/** `merge` of two, done from left to right. */
export function pairwise(
  both: (tensorflow: typeof tf, a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
): (tensorflow: typeof tf, inputs: [tf.Tensor, ...tf.Tensor[]]) => tf.Tensor {
  return (tensorflow, [first, ...others]) => others.reduce((a, b) => both(tensorflow, a, b), first)
}

function together(inputs: Shape[]): Shape | null {
  const [first = []] = inputs
  const sizes = first.map((_, axis) => Math.max(...inputs.map((shape) => shape[axis] ?? 0)))
  const fits = inputs.every(
    (shape) => shape.length === sizes.length && shape.every((size, axis) => size === sizes[axis] || size === 1),
  )
  return fits ? sizes : null
}

/** As in Keras: a step counts when it counts in one of the inputs; no mask unless all have one. */
function eitherMask({ tf, masks }: LayerCall): tf.Tensor | null {
  const [first = null, ...others] = masks
  if (masks.includes(null)) return null
  return others.reduce<tf.Tensor | null>((a, b) => tf.logicalOr(a as tf.Tensor, b as tf.Tensor), first)
}
