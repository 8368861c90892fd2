// What a layer type is: one entry of the layer registry. Shapes and costs are arithmetic; only `build` needs TensorFlow.
import type * as tf from '@tensorflow/tfjs-node'
import type { Field, Settings, Text } from '../../../shared/fields'

/** Sizes of the axes without the batch axis. */
export type Shape = number[]

/** One weight of a layer, in the order in which the built layer holds them. */
export interface WeightShape {
  name: string
  shape: Shape
  /** False for what is carried along without a gradient, such as a moving mean. */
  trainable: boolean
}

/** What random layers read while the network runs: the number of the step, set by whoever runs it. */
export interface StepClock {
  /** A scalar of type int32, null outside training. */
  step: tf.Scalar | null
}

/** What a layer is built from. `exporting` asks for the plain layer of the foreign format instead of our own. */
export interface BuildArgs {
  id: string
  settings: Settings
  tf: typeof tf
  seed: number
  clock: StepClock
  exporting: boolean
}

export interface LayerType {
  name: string
  label: Text
  summary: Text
  /** Names in foreign formats; null where there is no single counterpart. */
  foreign: { keras: string | null; onnx: string | null }
  fields: Field[]
  /** How many layers feed it: 0 for an input. */
  inputs: number
  /** The output shape, or what is wrong with the inputs. */
  shape(inputs: Shape[], settings: Settings): Shape | { expected: Text }
  weights(inputs: Shape[], settings: Settings): WeightShape[]
  /** Multiply-adds for one row. */
  multiplyAdds(inputs: Shape[], settings: Settings): number
  /** The layer itself, or for an input the symbolic tensor. */
  build(args: BuildArgs): tf.layers.Layer | tf.SymbolicTensor
}

/** The number of elements of a shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1)
}
