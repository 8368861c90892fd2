// A pass through the network beside the training, as for evaluation: run as a graph that is made at the first call, or by plain
// operations where none is wanted or none can hold it.
import type * as tf from '@tensorflow/tfjs-node'
import { scan } from '../architectures'
import type { Scan } from '../architectures'
import { compile, loopingScan, NotRecordable } from './trace'

export interface Pass {
  /** `compiles` has a graph run it. Results are the caller's to dispose of, the inputs stay the caller's. */
  run(inputs: readonly tf.Tensor[], compiles: boolean): tf.Tensor[]
  dispose(): void
}

type Compute = (inputs: readonly tf.Tensor[], scan: Scan) => tf.Tensor[]

/** `compute` is a pure function of inputs whose shapes are the same at every call; it hands on the loop that it is given. */
export function createPass(tensorflow: typeof tf, compute: Compute): Pass {
  const plain = { run: (inputs: readonly tf.Tensor[]) => tensorflow.tidy(() => compute(inputs, scan)) }
  let program: { run: typeof plain.run; dispose?(): void } | null = null
  return {
    run(inputs, compiles) {
      if (!compiles) return plain.run(inputs)
      program ??= compiled(tensorflow, inputs, compute) ?? plain
      return program.run(inputs)
    },
    dispose: () => program?.dispose?.(),
  }
}

/** Null where no graph can hold it. */
function compiled(tensorflow: typeof tf, examples: readonly tf.Tensor[], compute: Compute) {
  try {
    return compile(tensorflow, examples, (inputs) => compute(inputs, loopingScan(false)), 'graph')
  } catch (error) {
    if (error instanceof NotRecordable) return null
    throw error
  }
}
