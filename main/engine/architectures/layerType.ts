// What a layer type is: one entry of the layer registry. Shapes and costs are arithmetic, `forward` is a pure function of tensors.
import type * as tf from '@tensorflow/tfjs-node'
import type { Field, Settings, Text } from '../../../shared/fields'
import type { LayerFamily } from '../../../shared/records'
import type { LayerRandom } from './random'
import type { Scan } from './scan'

/** Sizes of the axes without the batch axis. */
export type Shape = number[]

/** An entry of another registry with its settings. */
export interface Chosen {
  name: string
  settings: Settings
}

/** One weight of a layer, in the order in which `forward` is handed them. */
export interface WeightSpec {
  name: string
  shape: Shape
  /** False for what is carried along without a gradient, such as a moving mean. */
  trainable: boolean
  /** Of the registry `initialisers`. */
  initialiser: Chosen
  /** Of the registry `regularisers`; their sum is added to the loss. */
  regulariser?: Chosen[]
  /** Of the registry `constraints`, applied after each update. */
  constraint?: Chosen
  /** A table whose rows are looked up by id, so that an update may touch those rows alone. */
  rows?: true
  /** The same, but for a layer that scores all its rows: they can be touched alone under a loss that scores a few. */
  scored?: true
}

/** What numbers were made of, for losses that ask for others of the kind. */
export interface Made {
  /** Scores of classes are products of `query` [..., width] with a row for each: `rows` gives those at int32 ids, [...ids, width]. */
  scoring?: { query: tf.Tensor; rows(ids: tf.Tensor): tf.Tensor }
  /** They are products, number by number or summed, of these two [batch, width]. */
  sides?: { left: tf.Tensor; right: tf.Tensor }
}

/** What a final activation did: a loss that is computed from what stood before it stays finite. */
export interface Logits extends Made {
  kind: 'sigmoid' | 'softmax'
  tensor: tf.Tensor
  /** What they are the product of, where it is known: x [..., in] · kernel [in, out] + bias [out]. */
  product?: { x: tf.Tensor; kernel: tf.Tensor; bias: tf.Tensor }
}

/** What a layer computes from. Everything that is made here belongs to the caller's `tf.tidy`. */
export interface LayerCall {
  tf: typeof tf
  settings: Settings
  /** [batch, ...shape] each; float32 unless the type `keepsType`. */
  inputs: [tf.Tensor, ...tf.Tensor[]]
  /** For each input which of its steps count, bool [batch, time], or null. */
  masks: (tf.Tensor | null)[]
  weights: tf.Tensor[]
  training: boolean
  /** True where more than the last step of a history is learnt, see `LayerType.learns`; only while training. */
  learning: boolean
  /** Null outside training. */
  random: LayerRandom | null
  /** Steps of the training done, int32; null outside training. */
  step: tf.Scalar | null
  /** Rows of `weights[index]` at int32 ids of any shape: [...ids, width]. */
  lookUp(index: number, ids: tf.Tensor): tf.Tensor
  /** The new value of a weight that is not trained. */
  write(index: number, value: tf.Tensor): void
  scan: Scan
  /** Says which steps of the history [batch, time] were hidden and are to be found, as 1 and 0. */
  hide(steps: tf.Tensor): void
  /** Remembers what stood before the activation that made `output`. */
  logits(output: tf.Tensor, before: Logits): tf.Tensor
  /** Remembers what `output` was made of; an activation behind it finds it again. */
  madeOf(output: tf.Tensor, made: Made): tf.Tensor
}

/**
 * What a network learns of a history while training. `nextSteps`: each step the item after it, where the layer hands on all steps
 * in place of the last; `hiddenSteps`: the items that the layer hid; `itself`: all items of the history, the target among them.
 */
export type Learns = 'nextSteps' | 'hiddenSteps' | 'itself'

/** What the same layer is built from in tf.layers. */
export interface PlainArgs {
  tf: typeof tf
  id: string
  settings: Settings
  inputs: Shape[]
  /** True where some steps of an input may not count. */
  masked: boolean
}

export interface LayerType {
  name: string
  label: Text
  summary: Text
  /** Where the palette lists it. */
  family: LayerFamily
  /** Names in foreign formats; null where there is no single counterpart. */
  foreign: { keras: string | null; onnx: string | null }
  fields: Field[]
  /** How many layers feed it: 0 for an input. */
  inputs: number | { least: number }
  /** The output shape, or what is wrong with the inputs. */
  shape(inputs: Shape[], settings: Settings): Shape | { expected: Text }
  weights(inputs: Shape[], settings: Settings): WeightSpec[]
  /** Multiply-adds for one row. */
  multiplyAdds(inputs: Shape[], settings: Settings): number
  /** Takes whole numbers as they are; for other types they are turned into float32 first. */
  keepsType?: true
  /** Whether it slides a kernel by an operation for that: work that XLA is often slower at than TensorFlow's own kernels. */
  convolves?(inputs: Shape[], settings: Settings): boolean
  /** The time axis stays, and with it the mask of the first input. */
  keepsMask?: true
  forward(call: LayerCall): tf.Tensor
  /** What it wants the network to learn of a history besides the target, null for nothing. */
  learns?(settings: Settings): Learns | null
  /** What it adds to the objective while training, one number for the batch, besides the penalties of its weights. */
  penalty?(call: LayerCall): tf.Scalar
  /** The mask handed on, where `keepsMask` does not say it. */
  mask?(call: LayerCall): tf.Tensor | null
  /** True where it is here that steps are found not to count. */
  makesMask?(settings: Settings): boolean
  /** The same layer in tf.layers with the same weights in the same order, for exports and as a check; null where there is none. */
  plain(args: PlainArgs): tf.layers.Layer | tf.SymbolicTensor | null
}

/** The layer that a weight named `layer/weight` belongs to; a layer's own name may have a slash. */
export function layerOf(weight: string): string {
  return weight.slice(0, weight.lastIndexOf('/'))
}

/** The number of elements of a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}
