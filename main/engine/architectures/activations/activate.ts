// Applies the activation that a setting names, and finds it in tf.layers.
import type * as tf from '@tensorflow/tfjs-node'
import type { FieldValue } from '../../../../shared/fields'
import type { LayerCall, Logits } from '../layerType'
import { curves } from './curves'
import type { Activation, ActivationName } from './curves'

/** The activation of that name, no activation for any other value: settings were checked before. */
export function activationOf(name: FieldValue | undefined): Activation {
  const known = typeof name === 'string' && Object.hasOwn(curves, name)
  return known ? curves[name as ActivationName] : curves.linear
}

/** The activation of `x`; of a final sigmoid or softmax the call remembers `x` itself, and what it is the product of. */
export function activate(
  call: LayerCall,
  name: FieldValue | undefined,
  x: tf.Tensor,
  product?: Logits['product'],
): tf.Tensor {
  const output = activationOf(name).forward(call.tf, x)
  return name === 'sigmoid' || name === 'softmax'
    ? call.logits(output, { kind: name, tensor: x, ...(product ? { product } : {}) })
    : output
}

/** What tf.layers calls the activation, null where it has none. */
export function plainActivation(name: FieldValue | undefined): 'relu' | null {
  return activationOf(name).plain as 'relu' | null
}
