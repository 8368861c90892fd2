// What a built network is: no weights of its own, a pure function of those that it is handed.
import type * as tf from '@tensorflow/tfjs-node'
import type { Graph } from '../../../shared/records'
import type { Logits, Shape, WeightSpec } from './layerType'
import type { Scan } from './scan'

export interface NetworkInput {
  id: string
  /** Without the batch axis. */
  shape: Shape
  dtype: 'float32' | 'int32'
}

export interface PassArgs {
  /** In the order of `Network.weights`. */
  weights: tf.Tensor[]
  /** In the order of `Network.inputs`, [batch, ...shape]. */
  inputs: tf.Tensor[]
  training: boolean
  /** The number of the step, int32, which decides what random layers draw; null outside training. */
  step: tf.Scalar | null
  /** True where more than the last step of a history is to be learnt; only while training. */
  learning?: boolean
  /** Layers that are not trained: their moving statistics stay, and they compute by them also in training, as Keras's do. */
  frozen?: ReadonlySet<string>
  /** Rows of the weight of that index at int32 ids, in place of the plain look-up. */
  lookUp?: (weight: number, ids: tf.Tensor) => tf.Tensor
  /** In place of the plain loop. */
  scan?: Scan
  /** Called with the output of each layer but the inputs, in computing order. */
  observe?: (layer: string, output: tf.Tensor) => void
}

export interface PassResult {
  outputs: tf.Tensor[]
  /** For each output which of its steps count, bool [batch, time], or null. */
  masks: (tf.Tensor | null)[]
  /** For each output what stood before its final sigmoid or softmax, or null. */
  logits: (Logits | null)[]
  /** The weights after what layers wrote; the same tensors where nothing was written. */
  weights: tf.Tensor[]
  /** What layers add to the objective while training. */
  penalties: tf.Scalar[]
  /** Which steps of a history were hidden and are to be found, [batch, time] of 1 and 0; null where none were. */
  hidden: tf.Tensor | null
}

export interface Network {
  tf: typeof tf
  graph: Graph
  inputs: NetworkInput[]
  outputs: { id: string; shape: Shape }[]
  /** For each output the index of the table that it scores all rows of, where nothing else reads its scores; else null. */
  scoredTables: (number | null)[]
  /** Every weight, trainable or not, named `layer/weight`. */
  weights: WeightSpec[]
  /** The first values, row-major, from the seed, the layer's id and the weight's name; the same on every machine. */
  drawn(): Float32Array[]
  /** One pass through all layers. The tensors made on the way belong to the caller's `tf.tidy`. */
  run(args: PassArgs): PassResult
  /** The sum of all regularisers of these weights, null when there is none. */
  penalty(weights: tf.Tensor[]): tf.Scalar | null
  /** The value as the constraint of weight `index` allows it; the value itself when there is none. */
  constrain(index: number, value: tf.Tensor): tf.Tensor
}
