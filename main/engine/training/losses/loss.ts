// What a loss is: one entry of the loss registry, the loss of each row of a batch; the step averages over the rows.
import type * as tf from '@tensorflow/tfjs-node'
import type { Goal } from '../../../../shared/records'
import type { Field, Settings, Text } from '../../../../shared/fields'

/** What stood before a final sigmoid or softmax, of the shape of the outputs. */
export interface Logits {
  kind: 'sigmoid' | 'softmax'
  tensor: tf.Tensor
}

export interface LossCall {
  /** Class codes or numbers, float32: [rows], with sequences [rows, time]; 0 or 1 for each of several labels: [rows, labels]. */
  targets: tf.Tensor
  /** What the network gave, float32: one axis more than the targets, or with several labels the same. */
  outputs: tf.Tensor
  /** When given, losses that take logarithms of probabilities start from these, where nothing is lost near 0 and 1. */
  logits: Logits | null
  /** From 0 to 1: the share of each target that is spread over all classes. Read where `smooths`. */
  smoothing: number
  /** The training settings, the loss's own among them; what is missing has its default. */
  settings: Settings
}

export interface Loss {
  name: string
  label: Text
  summary: Text
  /** The classes of the same formula; null where there is none. */
  foreign: { keras: string | null; torch: string | null }
  /** The goals that it can be chosen for. */
  goals: readonly Goal[]
  /** The final activations that give it what it takes. */
  activations: readonly ('sigmoid' | 'softmax' | 'linear' | 'softplus')[]
  /** True when it can smooth its targets. */
  smooths: boolean
  /** Its own settings. */
  fields: readonly Field[]
  /** The loss of each row, [rows], or of each step of each row, [rows, time]. */
  perRow(tensorflow: typeof tf, call: LossCall): tf.Tensor
}

/** The smallest probability that a logarithm is taken of, as in Keras. */
export const probabilityMargin = 1e-7
