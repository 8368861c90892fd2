// One layer's turn in a pass through the network: hands `forward` what it computes from and catches what it writes.
import type * as tf from '@tensorflow/tfjs-node'
import type { CheckedLayer } from './check'
import type { LayerCall, Logits, Made } from './layerType'
import { layerRandom } from './random'
import type { Scan } from './scan'
import { seedOf } from './seeds'

/** A layer with its place among the weights of its network. */
export interface PlacedLayer extends CheckedLayer {
  /** For each weight of `forward` its index among all of the network. */
  places: number[]
}

/** What the layers of one pass share. */
export interface Pass {
  tf: typeof tf
  seed: number
  training: boolean
  learning?: boolean
  step: tf.Scalar | null
  scan: Scan
  frozen?: ReadonlySet<string>
  lookUp(weight: number, ids: tf.Tensor): tf.Tensor
  /** All weights as they stand; a layer's writes go in here. */
  after: tf.Tensor[]
  values: Map<string, { output: tf.Tensor; mask: tf.Tensor | null }>
  logits: Map<tf.Tensor, Logits>
  /** What tensors were made of, where a layer says so. */
  made: Map<tf.Tensor, Made>
  /** What layers add to the objective. */
  penalties: tf.Scalar[]
  hidden: tf.Tensor | null
}

/** Computes the layer from those before it and enters its output and mask. */
export function takeTurn(pass: Pass, layer: PlacedLayer): tf.Tensor {
  const { node, type, places } = layer
  const fed = node.inputs.map((id) => pass.values.get(id) as { output: tf.Tensor; mask: tf.Tensor | null })
  const inputs = fed.map(({ output }) => (type.keepsType ? output : asType(pass.tf, output, 'float32')))
  const masks = fed.map(({ mask }) => mask)
  const { tf: tensorflow, step, scan } = pass
  const training = pass.training && !keepsStatistics(pass, layer)
  const call: LayerCall = {
    tf: tensorflow,
    settings: node.settings,
    inputs: inputs as [tf.Tensor, ...tf.Tensor[]],
    masks,
    weights: places.map((place) => pass.after[place] as tf.Tensor),
    training,
    learning: training && pass.learning === true,
    step: training ? step : null,
    random: training && step !== null ? layerRandom(tensorflow, seedOf(pass.seed, node.id), step) : null,
    scan,
    lookUp: (index, ids) => pass.lookUp(places[index] as number, ids),
    write: (index, value) => void (pass.after[places[index] as number] = value),
    hide: (steps) => void (pass.hidden = steps),
    logits(output, before) {
      pass.logits.set(output, { ...pass.made.get(before.product?.x ?? before.tensor), ...before })
      return output
    },
    madeOf(output, made) {
      pass.made.set(output, made)
      return output
    },
  }
  const output = type.forward(call)
  const mask = type.mask ? type.mask(call) : type.keepsMask ? (masks[0] ?? null) : null
  pass.values.set(node.id, { output, mask })
  if (training && type.penalty !== undefined) pass.penalties.push(type.penalty(call))
  return output
}

/** A frozen layer with statistics that move; one that shares another's weights is frozen with it. */
function keepsStatistics({ frozen }: Pass, { node, weights }: PlacedLayer): boolean {
  if (frozen === undefined || weights.every(({ trainable }) => trainable)) return false
  return frozen.has(node.shares ?? node.id)
}

export function asType(tensorflow: typeof tf, tensor: tf.Tensor, type: 'float32' | 'int32'): tf.Tensor {
  return tensor.dtype === type ? tensor : tensorflow.cast(tensor, type)
}
