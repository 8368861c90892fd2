// Runs built networks on their drawn weights, for the tests of layers.
import type * as tfTypes from '@tensorflow/tfjs-node'
import type { Network, PassResult } from '../../main/engine/architectures'

/** The drawn weights as tensors, for the caller's `tidy`. */
export function drawnTensors({ tf, weights, drawn }: Network): tfTypes.Tensor[] {
  const values = drawn()
  return weights.map(({ shape }, index) => tf.tensor(values[index] as Float32Array, shape))
}

/** Inputs of `rows` rows for a network: numbers between -1 and 1, or small ids. */
export function madeUpInputs({ tf, inputs }: Network, rows: number): tfTypes.Tensor[] {
  return inputs.map(({ shape, dtype }, index) =>
    dtype === 'int32'
      ? tf.cast(tf.floor(tf.randomUniform([rows, ...shape], 0, 5, 'float32', index + 1)), 'int32')
      : tf.randomUniform([rows, ...shape], -1, 1, 'float32', index + 1),
  )
}

/** One pass on drawn weights, as in training at `step` or, without one, as in prediction. */
export function pass(
  network: Network,
  inputs: tfTypes.Tensor[],
  step: number | null = null,
  observe?: (layer: string, output: tfTypes.Tensor) => void,
): PassResult {
  const training = step !== null
  const clock = step === null ? null : network.tf.scalar(step, 'int32')
  const weights = drawnTensors(network)
  return network.run({ weights, inputs, training, step: clock, ...(observe ? { observe } : {}) })
}
