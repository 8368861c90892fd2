// Several attentions side by side, each on projections of its own: what layers with heads compute and the weights they have.
import type * as tf from '@tensorflow/tfjs-node'
import type { Settings } from '../../../shared/fields'
import { maskScores, shares, threeOf } from './attend'
import { withoutEffect } from './detach'
import { initialiserOf } from './initialisers'
import type { LayerCall, WeightSpec } from './layerType'
import { projected } from './project'
import { penalised } from './regularisers'

export function projection(name: string, from: number, to: number, settings: Settings): WeightSpec[] {
  const initialiser = initialiserOf(settings.kernelInitialiser)
  const kernel: WeightSpec = {
    name: `${name}Kernel`,
    shape: [from, to],
    trainable: true,
    initialiser,
    ...penalised(settings),
  }
  const bias: WeightSpec = { name: `${name}Bias`, shape: [to], trainable: true, initialiser: initialiserOf('zeros') }
  return settings.useBias === false ? [kernel] : [kernel, bias]
}

/** Vaswani et al. 2017: softmax(q k' / sqrt(width)) v in each head, laid behind one another and projected. */
export function attendedByHeads(call: LayerCall): tf.Tensor {
  const { tf, settings, inputs, masks, weights } = call
  const { query, value, key } = threeOf(inputs)
  const width = Number(settings.keyWidth)
  const each = weights.length / 4
  const biasAt = (index: number) => (each === 2 ? (weights[index * each + 1] as tf.Tensor) : undefined)
  const project = (x: tf.Tensor, index: number, bias = biasAt(index)) =>
    projected(tf, x, weights[index * each] as tf.Tensor, bias)
  // It adds the same to all scores of a query, which the softmax takes away: optimisers would blow up what rounding leaves of its gradient.
  const keyBias = biasAt(1)
  const keys = project(key, 1, keyBias && withoutEffect(tf, keyBias))
  const heads = (x: tf.Tensor) =>
    tf.transpose(tf.reshape(x, [x.shape[0] ?? 0, x.shape[1] ?? 0, -1, width]), [0, 2, 1, 3])
  const q = heads(tf.mul(project(query, 0), 1 / Math.sqrt(width)))
  const scores = tf.matMul(q, heads(keys), false, true)
  const keyMask = masks[inputs.length > 1 ? 1 : 0] ?? null
  const added = maskScores(call, keyMask, [query.shape[1] ?? 0, key.shape[1] ?? 0])
  const given = shares(call, scores, added && tf.expandDims(added, 1))
  const taken = tf.transpose(tf.matMul(given, heads(project(value, 2))), [0, 2, 1, 3])
  return project(tf.reshape(taken, [taken.shape[0] ?? 0, taken.shape[1] ?? 0, -1]), 3)
}
