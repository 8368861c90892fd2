// A recorded function made runnable: written as a graph, loaded into TensorFlow, called with tensors.
import type * as tf from '@tensorflow/tfjs-node'
import { withScratchFile } from '../../workspace/scratch'
import { backendOf, idOf, inScope } from './binding'
import type { Definition } from './node'
import { Recorder } from './recorder'
import { savedModelOf, tag } from './savedModel'

/** How a graph is run: as TensorFlow's own operations, or compiled to machine code by XLA. */
export type GraphTier = 'graph' | 'xla'

export interface Program {
  /** Results are the caller's to dispose of, the inputs stay the caller's. */
  run(inputs: readonly tf.Tensor[]): tf.Tensor[]
  dispose(): void
}

/** Loads a function with those that it calls. Nothing is compiled before the first call. */
export function load(
  tensorflow: typeof tf,
  entry: Definition,
  library: readonly Definition[],
  tier: GraphTier,
): Program {
  const backend = backendOf(tensorflow)
  const bytes = savedModelOf(entry, library, tier === 'xla')
  const id = withScratchFile('saved_model.pb', bytes, (folder) => backend.binding.loadSavedModel(folder, tag))
  const inputNames = entry.inputs.map((_, index) => `a${index}`).join(',')
  const outputNames = entry.outputs.map((_, index) => `r${index}`).join(',')
  return {
    run(inputs) {
      const ids = inputs.map((tensor) => idOf(backend, tensor))
      const outputs = backend.binding.runSavedModel(id, ids, inputNames, outputNames)
      return outputs.map((output) => backend.createOutputTensor(output))
    },
    dispose: () => backend.binding.deleteSavedModel(id),
  }
}

/**
 * Records `run` on `examples`, whose shapes and types the program's inputs will have, and loads it.
 * Throws `NotRecordable` for what no graph can hold.
 */
export function compile(
  tensorflow: typeof tf,
  examples: readonly tf.Tensor[],
  run: (inputs: tf.Tensor[]) => tf.Tensor[],
  tier: GraphTier,
): Program {
  return inScope(tensorflow, () => {
    const recorder = new Recorder(tensorflow)
    const inputs = distinct(tensorflow, examples)
    const outputs = recorder.record(inputs, () => run(inputs).map((tensor) => recorder.valueOf(tensor)))
    const entry = {
      name: 'entry',
      inputs: inputs.map((tensor) => recorder.valueOf(tensor)),
      outputs,
      nodes: recorder.nodes,
    }
    return load(tensorflow, entry, recorder.library, tier)
  })
}

/** The same tensors, with copies in place of those that share their memory with another: each argument needs its own name. */
export function distinct(tensorflow: typeof tf, tensors: readonly tf.Tensor[]): tf.Tensor[] {
  const backend = backendOf(tensorflow)
  const known = new Set<number>()
  return tensors.map((tensor) => {
    const own = known.has(idOf(backend, tensor))
      ? tensorflow.tensor(tensor.dataSync(), tensor.shape, tensor.dtype)
      : tensor
    known.add(idOf(backend, own))
    return own
  })
}
