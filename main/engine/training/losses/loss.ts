// What a loss is: one entry of the loss registry, the loss of each row of a batch; the step averages over the rows.
import type * as tf from '@tensorflow/tfjs-node'
import type { Goal } from '../../../../shared/records'
import type { Field, Settings, Text } from '../../../../shared/fields'
import type { LayerRandom, Logits } from '../../architectures'
import type { Draws } from '../draws'

/** What stood before a final sigmoid or softmax, of the shape of the outputs, and what that was made of. */
export type { Logits }

/** What losses compute from that compare a row with drawn classes, or with the other rows of its batch. */
export interface Sampling {
  /** Random numbers of this step; null outside training, where nothing is drawn. */
  random: LayerRandom | null
  /** How often each code is drawn. */
  draws: Draws
  /** What each row is about, int32 [rows]: the code of its target, of its item where targets have two values; null where unknown. */
  codes: tf.Tensor | null
  /** 1 for rows that count, 0 for those that only fill a block: [rows]; null where all do. */
  valid: tf.Tensor | null
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
  /** There for losses that `sample`. */
  sampling?: Sampling
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
  /** What it is handed `sampling` for: it compares with some classes alone, or with the rows of the batch. */
  samples?: 'classes' | 'rows'
  /** The loss of each row, [rows], or of each step of each row, [rows, time]. */
  perRow(tensorflow: typeof tf, call: LossCall): tf.Tensor
}

/** The smallest probability that a logarithm is taken of, as in Keras. */
export const probabilityMargin = 1e-7
