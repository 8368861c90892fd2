// Writes rows into a tensor where it lies: the one operation by which a large tensor can be filled piece by piece.
import type * as tf from '@tensorflow/tfjs-node'
import { backendOf, idOf, nativeType } from './binding'

/**
 * `table` [rows, width] with `values` [n, width] at int32 `places`; takes the place of `table`, which is disposed of.
 * Nobody else may hold `table`: its memory is changed.
 */
export function rowsReplaced(tensorflow: typeof tf, table: tf.Tensor, places: tf.Tensor, values: tf.Tensor): tf.Tensor {
  const backend = backendOf(tensorflow)
  const { binding } = backend
  const ids = [table, places, values].map((tensor) => idOf(backend, tensor))
  const type = { name: 'T', type: binding.TF_ATTR_TYPE, value: nativeType(table) }
  const [output] = binding.executeOp('InplaceUpdate', [type], ids, 1)
  table.dispose()
  return backend.createOutputTensor(output as NonNullable<typeof output>)
}
